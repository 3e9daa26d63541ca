import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";

type SocketOptions = {
  host: string;
  port: number;
  /** Null for a socket that isn't encrypted yet. */
  tls: ConnectionOptions | null;
  timeoutMs: number;
  signal: AbortSignal;
};

/**
 * A connected socket, with a verified certificate if TLS is required. On a timeout or an error it rejects and leaves
 * nothing open.
 */
export function openSocket({ host, port, tls, timeoutMs, signal }: SocketOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // An IP address has no SNI name (RFC 6066 §3); its certificate is checked against the address.
    const socket =
      tls === null
        ? connect({ host, port })
        : connectTls({ ...tls, host, port, ...(isIP(host) === 0 && { servername: host }) });
    const fail = (error: Error): void => {
      finish();
      socket.on("error", () => undefined);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(failureOf("ETIMEDOUT", "The connection timed out.")), timeoutMs);
    const abort = (): void => fail(failureOf("EABORT", "The connection was aborted."));
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      socket.removeListener("error", fail);
    };
    socket.once("error", fail);
    socket.once(tls === null ? "connect" : "secureConnect", () => {
      finish();
      socket.setKeepAlive(true);
      resolve(socket);
    });
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
  });
}

function failureOf(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
