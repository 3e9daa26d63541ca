import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type BreachService = {
  url: string;
  /** The paths asked for. */
  asked: string[];
  /** Makes it answer 503. */
  isDown: boolean;
  close(): Promise<void>;
};

/** A breach service on a loopback address that knows one suffix for every prefix, and pads its replies like the public one. */
export async function startBreachService({ suffix, count }: { suffix: string; count: number }): Promise<BreachService> {
  const server = createServer((request, response) => {
    service.asked.push(request.url ?? "");
    if (service.isDown) response.writeHead(503).end();
    else response.end(`${suffix.toLowerCase()}:${count}\r\n${"0".repeat(35)}:0\r\n`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const service: BreachService = {
    // A listening TCP server's address is never a string.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    isDown: false,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return service;
}
