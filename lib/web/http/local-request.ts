import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/lib/domain/system/is-loopback";
import type { Runtime } from "@/lib/runtime";

// Written by our own server alone, which takes away whatever a client wrote there.
export const LOCAL_HEADER = "x-latchkey-local";

const signsOfAProxy = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** Marks a request of the developer's own machine for the pages behind; before the forwarding headers are written anew. */
export function markLocalRequest({ localKey }: Pick<Runtime, "localKey">, incoming: IncomingMessage): void {
  delete incoming.headers[LOCAL_HEADER];
  if (localKey !== null && isLocal(incoming)) incoming.headers[LOCAL_HEADER] = localKey;
}

/** By the socket, with no proxy in between, and by a name of this machine: a foreign name that leads here would be another site's page. */
function isLocal({ socket, headers: { host = "", ...others } }: IncomingMessage): boolean {
  return (
    isLoopback(socket.remoteAddress ?? "") &&
    isLoopback(host.replace(/:\d+$/, "")) &&
    !signsOfAProxy.some((name) => others[name] !== undefined)
  );
}
