import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Runtime } from "@/lib/runtime";
import { refuseBrokenRequests } from "@/lib/web/http/broken-requests";
import { createDirectLine } from "@/lib/web/http/direct-line";
import { recordExchanges } from "@/lib/web/http/exchanges";

/** A substitute for Next behind the direct line: it echoes the request. */
const echo: RequestListener = (incoming, outgoing) => {
  outgoing.end(JSON.stringify({ next: true, url: incoming.url, headers: incoming.headers }));
};

/** The direct line on its own socket. */
export async function listen(
  runtime: Runtime,
  next: RequestListener = echo,
): Promise<{ origin: string; port: number; close(): Promise<void> }> {
  runtime.knowsClientAddresses = true;
  const server = createServer({ requireHostHeader: false }, createDirectLine(runtime, next));
  // A test may block the event loop for longer than the 5 seconds after which Node closes an idle connection.
  server.keepAliveTimeout = 0;
  refuseBrokenRequests(server, runtime, recordExchanges(server));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
