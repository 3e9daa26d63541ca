import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";

type SocketOptions = {
  host: string;
  port: number;
  /** Null for a socket that is not encrypted yet. */
  tls: ConnectionOptions | null;
  timeoutMs: number;
  signal: AbortSignal;
};

/** A socket that is connected, and proven where TLS is asked for; rejects in time, and leaves nothing open then. */
export function openSocket({ host, port, tls, timeoutMs, signal }: SocketOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // An address has no name for SNI (RFC 6066 §3); its certificate is held against the address itself.
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
    const timer = setTimeout(() => fail(new Error("The connection timed out.")), timeoutMs);
    const abort = (): void => fail(new Error("Cut off."));
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
