import { getRuntime } from "@/lib/runtime";
import type { ApiRequest } from "./api-types";
import { bodyTooLarge } from "./body-limit";
import { networkOf } from "./client-address";
import { dispatch, findResource } from "./dispatch";
import { transportHeaders } from "./headers";

type NextRoute = (request: Request) => Promise<Response>;

/** The exports of a `route.ts`: each method of the operations at `path`, and a 405 in our own shape for the others. */
export function route(path: string): Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", NextRoute> {
  const resource = findResource(path);
  const answer: NextRoute = async (request) => {
    const runtime = await getRuntime();
    const reply = await dispatch(runtime, toApiRequest(request, runtime.nextRequestId(), runtime.knowsClientAddresses), resource);
    const hasBody = reply.body !== "" && request.method !== "HEAD";
    const headers = { ...reply.headers, ...transportHeaders(runtime.config.publicOrigin) };
    return new Response(hasBody ? reply.body : null, { status: reply.status, headers });
  };
  return { GET: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}

function toApiRequest(request: Request, id: string, knowsClientAddresses: boolean): ApiRequest {
  const url = new URL(request.url);
  // Without our own server in front the header is whatever the client wrote, so nobody's address is known.
  const address = knowsClientAddresses ? request.headers.get("x-forwarded-for") : null;
  return {
    id,
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    body: (bytesMax) => readBytes(request, bytesMax),
    address,
    network: networkOf(address),
  };
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
