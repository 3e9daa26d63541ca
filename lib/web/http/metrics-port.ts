import { createServer, type Server } from "node:http";
import { apiRoutes } from "@/lib/api-routes";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import { toAppError, problemReply } from "@/lib/web/api/map-error";
import { answerMetrics } from "@/lib/web/api/metrics";
import { nothingHere, type WholeReply } from "@/lib/web/api/request-and-reply";

const REQUEST_MS = 10_000;

/** A server that has only the metrics, for a port that the public doesn't reach. */
export function createMetricsServer(runtime: Runtime): Server {
  return createServer({ headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS }, (incoming, outgoing) => {
    const { method = "GET", url = "" } = incoming;
    const id = runtime.nextRequestId();
    const send = ({ status, headers, body }: WholeReply): void => {
      outgoing.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
      outgoing.end(method === "HEAD" ? undefined : body);
    };
    const fail = (error: unknown): void => send(problemReply(toAppError(error), id, "path"));
    const [path] = url.split("?");
    if (path !== "/metrics" && path !== apiRoutes.metrics()) {
      fail(nothingHere());
      return;
    }
    if (method !== "GET" && method !== "HEAD") {
      const allow = ["GET", "HEAD"];
      fail(new AppError("method_not_allowed", `Allowed methods: ${allow.join(", ")}.`, { allow }));
      return;
    }
    const request = {
      id,
      method,
      path,
      query: "",
      params: {},
      header: (name: string) => incoming.headers[name]?.toString(),
      body: async () => new Uint8Array(),
      ...runtime.clientAt(incoming.socket.remoteAddress, {}),
    };
    Promise.resolve(answerMetrics(runtime, request)).then((reply) => send(reply as WholeReply), fail);
  });
}
