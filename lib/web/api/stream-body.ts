import type { ServiceContext } from "@/lib/services/context";
import type { TextStream } from "@/lib/services/text-stream";

/** Waits for the first piece, since only once there is something to send is it certain that this is not a refusal. */
export async function openStream(
  context: ServiceContext,
  { pieces }: TextStream,
): Promise<AsyncGenerator<string, void>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const opened = resume(context, await iterator.next(), iterator);
  // Begun here, because one that never began would not close what is behind it either.
  await opened.next();
  return opened;
}

export function streamHeaders({ mediaType, fileName }: TextStream): Record<string, string> {
  return {
    "content-type": `${mediaType}; charset=utf-8`,
    ...(fileName !== null && { "content-disposition": `attachment; filename="${fileName}"` }),
  };
}

/** The pieces as Next sends them. */
export function toWebBody(body: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

async function* resume(
  context: ServiceContext,
  first: IteratorResult<string>,
  iterator: AsyncIterator<string>,
): AsyncGenerator<string, void> {
  try {
    yield "";
    for (let piece = first; piece.done !== true; piece = await iterator.next()) yield piece.value;
  } catch (cause) {
    // The status is long sent: all that is left is to break off, so that nobody takes the part for the whole.
    if (!isReaderGone(cause)) context.log.error({ request_id: context.request.id, cause }, "a reply broke off");
    throw cause;
  } finally {
    await iterator.return?.();
  }
}

function isReaderGone(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_STREAM_PREMATURE_CLOSE";
}
