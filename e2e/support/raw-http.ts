import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export type RawRequest = {
  method?: string;
  /** Sent unchanged: no browser or URL parser normalises it. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
  /** The client's own address, of the loopback network. */
  from?: string;
};

export type RawReply = { status: number; headers: IncomingHttpHeaders; headerNames: string[]; body: string };

/** Sends one request on its own connection and follows no redirect. */
export function send(
  origin: string,
  { method = "GET", path, headers = {}, body = "", from }: RawRequest,
): Promise<RawReply> {
  const { hostname, port } = new URL(origin);
  const length: OutgoingHttpHeaders = body === "" ? {} : { "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: new Agent(), localAddress: from },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            headerNames: incoming.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()),
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Sends bytes that need not be HTTP and returns everything received until the server closes the connection. */
export function sendBytes(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let reply = "";
    socket.on("data", (chunk) => (reply += chunk.toString()));
    socket.on("close", () => resolve(reply));
    socket.on("error", reject);
  });
}
