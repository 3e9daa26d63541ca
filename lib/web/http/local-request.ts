import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/lib/domain/system/is-loopback";
import type { Runtime } from "@/lib/runtime";

// Set only by this server, which removes the header from every incoming request.
export const LOCAL_HEADER = "x-latchkey-local";

const proxyHeaders = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** Marks a request from this machine for pages; must run before the forwarding headers are replaced. */
export function markLocalRequest({ localKey }: Pick<Runtime, "localKey">, incoming: IncomingMessage): void {
  delete incoming.headers[LOCAL_HEADER];
  if (localKey !== null && isLocal(incoming)) incoming.headers[LOCAL_HEADER] = localKey;
}

/** Loopback socket, no proxy, and a loopback Host, because another site's host name may resolve to this machine (DNS rebinding). */
function isLocal({ socket, headers: { host = "", ...others } }: IncomingMessage): boolean {
  return (
    isLoopback(socket.remoteAddress ?? "") &&
    isLoopback(host.replace(/:\d+$/, "")) &&
    !proxyHeaders.some((name) => others[name] !== undefined)
  );
}
