export type FetchedList = { kind: "unchanged" } | { kind: "fetched"; text: string; etag: string | undefined };

type FetchOptions = { etag: string | undefined; timeoutMs: number };

// 30 times the size of the largest list.
const LIST_BYTES_MAX = 2 * 1024 * 1024;

/** Fetches a file by HTTP unless its ETag is unchanged. Throws when the file is incomplete or late. */
export async function fetchList(url: string, { etag, timeoutMs }: FetchOptions): Promise<FetchedList> {
  const response = await fetch(url, {
    headers: {
      "user-agent": "Latchkey",
      accept: "application/json, text/plain",
      ...(etag !== undefined && { "if-none-match": etag }),
    },
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { body } = response;
  if (response.status === 200 && body !== null) {
    return {
      kind: "fetched",
      text: await readAtMost(body, LIST_BYTES_MAX),
      etag: response.headers.get("etag") ?? undefined,
    };
  }
  await body?.cancel();
  if (response.status === 304 && etag !== undefined) return { kind: "unchanged" };
  throw new Error(`${url} answered ${response.status}`);
}

async function readAtMost(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // An error inside the loop cancels the rest of the body.
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Error(`The file is larger than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
