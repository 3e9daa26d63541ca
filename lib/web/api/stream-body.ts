import type { ServiceContext } from "@/lib/services/context";
import type { TextStream } from "@/lib/services/text-stream";

/** Opens the stream and waits for its first chunk, so that an error before it can still become an error reply. */
export async function openStream(
  context: ServiceContext,
  { pieces }: TextStream,
): Promise<AsyncGenerator<string, void>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const opened = resume(context, await iterator.next(), iterator);
  // An async generator that wasn't started doesn't run its `finally`, which closes the source.
  await opened.next();
  return opened;
}

export function streamHeaders({ mediaType, fileName }: TextStream): Record<string, string> {
  return {
    "content-type": `${mediaType}; charset=utf-8`,
    ...(fileName !== null && { "content-disposition": `attachment; filename="${fileName}"` }),
  };
}

/** The chunks as a web stream, for Next. */
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
    // The status is already sent. Aborting the connection shows the client that the file is incomplete.
    if (!isClientGone(cause))
      context.log.error({ request_id: context.request.id, cause }, "a streamed reply was aborted");
    throw cause;
  } finally {
    await iterator.return?.();
  }
}

function isClientGone(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_STREAM_PREMATURE_CLOSE";
}
