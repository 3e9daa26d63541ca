import type { Duplex } from "node:stream";

// How long a client may go on sending after the reply; nginx waits as long (lingering_timeout).
const READ_ON_MS = 5_000;

/**
 * Ends our side of a connection on which the client is still sending, and discards what arrives until the client ends its
 * side. RFC 9112 section 9.6: closing with unread bytes would reset the connection, and the client would lose the reply.
 */
export function closeAfterReply(socket: Duplex): void {
  const limit = setTimeout(() => socket.destroy(), READ_ON_MS);
  socket.once("close", () => clearTimeout(limit));
  socket.once("end", () => socket.destroy());
  // A request that follows must not run: node:http takes its parser off a socket with a listener of its own.
  socket.removeAllListeners("data");
  socket.on("data", () => undefined);
  socket.resume();
  socket.end();
}
