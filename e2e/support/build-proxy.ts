import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A proxy before a server, which can make its build look like another one: with other names of files and another heading. */
export type BuildProxy = { showOtherBuild(): void; stop(): Promise<void> };

const otherHeading = "Password generator of another build";

export async function startBuildProxy(port: number, target: string): Promise<BuildProxy> {
  let isOther = false;
  const server = createServer((incoming, outgoing) => pass(incoming, outgoing, target, isOther));
  await listen(server, port);
  return {
    showOtherBuild: () => {
      isOther = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string, isOther: boolean): void {
  const path = (incoming.url ?? "/").replace("/static/other/", "/static/chunks/");
  const headers = { ...incoming.headers, "accept-encoding": "identity" };
  const passed = request(new URL(path, target), { method: incoming.method, headers }, (reply) => {
    const isText = /html|javascript|css|component/.test(reply.headers["content-type"] ?? "");
    if (!isOther || !isText) {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
      return;
    }
    const chunks: Buffer[] = [];
    reply.on("data", (chunk: Buffer) => chunks.push(chunk));
    reply.on("end", () => {
      const text = Buffer.concat(chunks)
        .toString()
        .replaceAll("static/chunks/", "static/other/")
        .replaceAll(/(?<=[>"])Password generator(?=[<"\\])/g, otherHeading);
      const { "content-length": _, ...rest } = reply.headers;
      outgoing.writeHead(reply.statusCode ?? 500, rest);
      outgoing.end(text);
    });
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
}
