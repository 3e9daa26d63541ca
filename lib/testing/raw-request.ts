import { connect } from "node:net";

/** Sends raw bytes and returns everything that the server sends until it closes, to test broken clients. */
export function sendRaw(port: number, request: string, quietMs = 500): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let reply = "";
    // The reply of a kept-alive connection is complete when no more bytes arrive.
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on("data", (chunk) => (reply += chunk.toString()));
    socket.on("close", () => resolve(reply));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(reply) : reject(error),
    );
  });
}
