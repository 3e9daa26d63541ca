import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A request and its reply. */
export type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse };

export type Exchanges = {
  /** Those of a connection whose reply isn't finished, in the order of the requests. */
  of(socket: Duplex): readonly Exchange[];
  /** The server's connections. */
  connections(): readonly Socket[];
};

const none: readonly Exchange[] = [];

/** Records the exchanges of each connection of a server. Call it before `listen`. */
export function recordExchanges(server: Server): Exchanges {
  const running = new Map<Socket, Exchange[]>();
  server.on("connection", (socket) => {
    running.set(socket, []);
    socket.once("close", () => running.delete(socket));
  });
  server.prependListener("request", (incoming, outgoing) => {
    const exchanges = running.get(incoming.socket);
    const exchange = { incoming, outgoing };
    exchanges?.push(exchange);
    outgoing.once("close", () => exchanges?.splice(exchanges.indexOf(exchange), 1));
  });
  return { of: (socket) => running.get(socket as Socket) ?? none, connections: () => [...running.keys()] };
}
