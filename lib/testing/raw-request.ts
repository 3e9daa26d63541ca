import { connect } from "node:net";

// A busy machine may take this long before it answers.
const FIRST_BYTE_MS = 20_000;

/** Sends raw bytes and returns everything that the server sends until it closes, to test broken clients. */
export function sendRaw(port: number, request: string, quietMs = 500): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let reply = "";
    socket.setTimeout(FIRST_BYTE_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      reply += chunk.toString();
      // The reply of a kept-alive connection is complete when no more bytes arrive.
      socket.setTimeout(quietMs);
    });
    socket.on("close", () => resolve(reply));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(reply) : reject(error),
    );
  });
}
