import { getRuntime } from "@/lib/get-runtime";
import type { Client } from "@/lib/runtime";
import { dispatch, findResource, type Match } from "@/lib/web/api/dispatch";
import { type ApiReply, type ApiRequest, bodyTooLarge } from "@/lib/web/api/request-and-reply";
import { toWebBody } from "@/lib/web/api/stream-body";
import { transportHeaders } from "./headers";

type NextRoute = (request: Request) => Promise<Response>;

/** The exports of a `route.ts`. Every method is exported, so that a 405 is in our format too. */
export function route(path: string): Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", NextRoute> {
  const canonical = findResource(path);
  const answer: NextRoute = async (request) => {
    const runtime = await getRuntime();
    const url = new URL(request.url);
    // An alias arrives under its own path, or under the canonical path that Next rewrote it to.
    const match = findResource(url.pathname) ?? canonical;
    const client = runtime.clientOf(request.headers.get("x-forwarded-for"));
    const reply = await dispatch(
      runtime,
      toApiRequest(request, url, runtime.nextRequestId(), client, match),
      match?.resource,
    );
    const hasBody = reply.body !== "" && request.method !== "HEAD";
    const headers = { ...reply.headers, ...transportHeaders(runtime.config) };
    return new Response(hasBody ? toBody(reply.body) : null, { status: reply.status, headers });
  };
  return { GET: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}

function toApiRequest(request: Request, url: URL, id: string, client: Client, match: Match | null): ApiRequest {
  return {
    id,
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    params: match?.params ?? {},
    header: (name) => request.headers.get(name) ?? undefined,
    body: (bytesMax) => readBytes(request, bytesMax),
    ...client,
  };
}

function toBody(body: ApiReply["body"]): string | ReadableStream<Uint8Array> {
  return typeof body === "string" ? body : toWebBody(body);
}

async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > bytesMax) throw bodyTooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
