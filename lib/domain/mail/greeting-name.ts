import { isLoopback } from "../system/is-loopback";

/**
 * How a mail server is greeted (EHLO, RFC 5321 section 4.1.1.1) when no name is set: by the public host, or the sender's
 * domain where users type an address or a name without a dot. Many servers refuse a greeting that isn't a full name.
 */
export function greetingNameOf({ publicHost, sender }: { publicHost: string; sender: string }): string {
  const senderHost = sender.slice(sender.lastIndexOf("@") + 1);
  const full = [publicHost, senderHost].map(withoutTrailingDot).find((host) => isFullName(host) && !isLoopback(host));
  return full ?? asGreetingName(publicHost) ?? "localhost";
}

/** A hostname, or an IP address as a literal in brackets; null for anything else. */
export function asGreetingName(text: string): string | null {
  const host = withoutTrailingDot(text.replace(/^\[(?:IPv6:)?(.*)\]$/i, "$1"));
  if (isIpv4(host)) return `[${host}]`;
  if (host.includes(":")) return /^[0-9a-f:.]{2,45}$/i.test(host) ? `[IPv6:${host}]` : null;
  return host.length <= 253 && host.split(".").every(isLabel) ? host : null;
}

function isFullName(host: string): boolean {
  const labels = host.split(".");
  return labels.length > 1 && host.length <= 253 && labels.every(isLabel) && !isIpv4(host);
}

function isLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
}

function isIpv4(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
}

function withoutTrailingDot(host: string): string {
  return host.replace(/\.$/, "");
}
