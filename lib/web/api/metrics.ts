import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import { sampleMetrics } from "@/lib/services/system/sample-metrics";
import { apiHeaders } from "@/lib/web/http/headers";
import { operatorContext } from "@/lib/web/server-context";
import { problemReply } from "./map-error";
import { nothingHere, type ApiHandler, type ApiReply, type ApiRequest } from "./request-and-reply";

/** Serves the metrics in Prometheus's text format, to the holder of `METRICS_TOKEN` where it is set. */
export const answerMetrics: ApiHandler = (runtime, request) => {
  const token = runtime.config.metrics.token;
  if (token !== null && !hasToken(request, token))
    return problemReply(
      new AppError("unauthorized", "The token of METRICS_TOKEN is required.", {
        tokenRefused: request.header("authorization") !== undefined,
      }),
      request.id,
      "path",
    );
  return writeMetrics(runtime, request);
};

async function writeMetrics(runtime: Runtime, request: ApiRequest): Promise<ApiReply> {
  const { exposition } = runtime;
  if (exposition === null) return problemReply(nothingHere(), request.id, "path");
  const body = await exposition.write(await sampleMetrics(operatorContext(runtime)));
  return { status: 200, headers: apiHeaders(request.id, exposition.contentType), body };
}

// Digests, because timingSafeEqual needs equal lengths.
function hasToken(request: ApiRequest, token: string): boolean {
  const [, sent] = /^Bearer +([^\s]+)$/i.exec(request.header("authorization") ?? "") ?? [];
  return sent !== undefined && timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
