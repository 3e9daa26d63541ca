import type { Finding } from "./finding";
import { isLoopback } from "./is-loopback";
import type { SystemFacts } from "./system-facts";

export function findAddressProblems({ machine }: SystemFacts): Finding[] {
  const { host, publicOrigin, development, observer, nodeEnvironment, sawUntrustedProxy, unreadableHop } = machine;
  const findings: Finding[] = [];
  const address = new URL(publicOrigin);
  const isLocal = isLoopback(address.hostname);
  const listensBeyond = !isLoopback(host);
  if (development && listensBeyond) {
    findings.push({
      severity: "problem",
      code: "development_in_public",
      message: `This is npm run dev, and it listens on ${host}, where other machines can reach it.`,
      advice: "Use npm start in production, or set HOST=127.0.0.1.",
    });
  } else if (observer === "server" && !development && nodeEnvironment !== "production") {
    findings.push({
      severity: "warning",
      code: "not_production",
      message: `NODE_ENV is ${nodeEnvironment ?? "not set"}.`,
      advice: "Start the server with npm start, which sets it to production.",
    });
  }
  if (listensBeyond && isLocal) {
    findings.push({
      severity: "warning",
      code: "public_address_is_local",
      message: `The server listens on ${host}, but its public address is ${publicOrigin}: links in mails don't work, and forms work on this machine only.`,
      advice: "Set FRONTEND_URL to the https address that users open.",
    });
  }
  if (address.protocol === "http:" && !isLocal) {
    findings.push({
      severity: "warning",
      code: "plain_http",
      message: `The public address ${publicOrigin} isn't https: passwords and sessions can be intercepted.`,
      advice: "Put a proxy with a certificate in front, and set FRONTEND_URL to its https address.",
    });
  }
  if (sawUntrustedProxy) {
    findings.push({
      severity: "warning",
      code: "proxy_not_trusted",
      message:
        "Requests arrive from a private network with X-Forwarded-For or Forwarded, as a proxy sends it, but TRUSTED_PROXIES isn't set: all clients behind the proxy share one rate limit.",
      advice:
        "If the proxy is yours, set TRUSTED_PROXIES to its address. If you don't use a proxy, you can ignore this.",
    });
  }
  if (unreadableHop !== null) {
    findings.push({
      severity: "warning",
      code: "proxy_address_unreadable",
      message: `A trusted proxy names its clients in a way that can't be read ("${unreadableHop}"): all of these clients share one rate limit.`,
      advice:
        "Make the proxy write each client's IP address, and restart the server. See docs/operations.md, Behind a proxy.",
    });
  }
  return findings;
}
