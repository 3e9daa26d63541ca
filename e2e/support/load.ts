import { Agent, request } from "node:http";
import { connect } from "node:net";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";

export type Load = { complete: number; cut: string[]; stopped: Promise<unknown> };

/** Sends requests on many keep-alive connections until the server has stopped; counts complete replies and lists truncated ones. */
export function startLoad(origin: string, connections: number): Load {
  const { hostname, port } = new URL(origin);
  const load: Load = { complete: 0, cut: [], stopped: Promise.resolve() };
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  // A large reply is sent in several writes, so a careless stop would truncate it.
  const paths = [
    `${apiRoutes.generatePassword()}?length=128&count=100`,
    routes.home(),
    apiRoutes.ready(),
    routes.vendorAsset("swagger-ui.css"),
  ];
  const ask = (path: string): Promise<boolean> =>
    new Promise((resolve) => {
      const outgoing = request({ hostname, port, path, agent }, (incoming) => {
        incoming.resume();
        incoming.on("close", () => {
          if (incoming.complete) load.complete += 1;
          else load.cut.push(path);
          resolve(true);
        });
        incoming.on("error", () => undefined);
      });
      // The connection was closed before any reply, which HTTP allows.
      outgoing.on("error", () => resolve(false));
      outgoing.end();
    });

  const askUntilGone = async (path: string): Promise<void> => {
    while (await ask(path)) continue;
  };
  load.stopped = Promise.all(
    Array.from({ length: connections }, (_, index) => askUntilGone(paths[index % paths.length] ?? "/")),
  );
  return load;
}

export type HeldPost = { finish(): Promise<string>; destroy(): void };

/** A POST of which the server has the header and half the body: it has sent `100 Continue` and waits for the rest. */
export function holdPost(origin: string): Promise<HeldPost> {
  const { hostname, port } = new URL(origin);
  const body = '{"length":128,"count":100}';
  const head = `POST ${apiRoutes.generatePassword()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`;
  return new Promise((resolve, reject) => {
    let reply = "";
    const socket = connect(Number(port), hostname, () => socket.write(head + body.slice(0, 10)));
    const closed = new Promise<string>((closing) => socket.on("close", () => closing(reply)));
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      reply += chunk.toString();
      if (!reply.startsWith("HTTP/1.1 100 Continue")) return;
      reply = "";
      resolve({
        finish: () => {
          socket.write(body.slice(10));
          return closed;
        },
        destroy: () => socket.destroy(),
      });
    });
  });
}

/** Whether the server still accepts new connections. */
export function acceptsConnections(origin: string): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
