import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, isAppError } from "@/lib/errors";
import { bodyTooLarge } from "@/lib/web/api/request-and-reply";

/** The whole body of a request; throws `payload_too_large` beyond `bytesMax`, and `bad_request` if it ends early. */
export async function readBytes(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  bytesMax: number,
): Promise<Buffer> {
  if (Number(incoming.headers["content-length"] ?? 0) > bytesMax) throw bodyTooLarge(bytesMax);
  // RFC 9110 section 10.1.1: the client waits for it; HTTP/1.0 has no such reply.
  if (/^100-continue$/i.test(incoming.headers.expect ?? "") && incoming.httpVersion === "1.1") outgoing.writeContinue();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The reply is still sent on this socket, so leaving the loop must not destroy it.
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > bytesMax) throw bodyTooLarge(bytesMax);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError("bad_request", "The request body ended early.", { cause });
  }
  return Buffer.concat(chunks);
}
