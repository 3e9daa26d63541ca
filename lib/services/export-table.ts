import type { TableRow, TableWriter } from "@/lib/domain/table-text";
import { audit } from "./audit";
import type { Context } from "./context";
import { TextStream } from "./text-stream";
import { yieldToEventLoop } from "./yield-to-event-loop";

/** Maximum number of rows in memory. */
export const EXPORT_BATCH = 500;

// So many rows are written at once, in some milliseconds; other requests are answered in between.
const SLICE = 100;

type TableExport = {
  /** The file's name and extension; the date is inserted between them. */
  fileName: readonly [name: string, ending: string];
  writer: TableWriter;
  batches: AsyncIterable<readonly TableRow[]>;
  audited: { action: "user.export" | "audit_log.export"; filter: Readonly<Record<string, unknown>> };
};

/**
 * A download that is generated while it is sent. The audit log records its end, complete or aborted, and the number of
 * rows that were sent.
 */
export function exportTable(
  context: Context<"writing">,
  { fileName: [name, ending], ...rest }: TableExport,
): TextStream {
  const day = context.now().toISOString().slice(0, 10);
  return new TextStream({
    mediaType: rest.writer.mediaType,
    fileName: `${name}-${day}.${ending}`,
    pieces: writePieces(context, ending, rest),
  });
}

async function* writePieces(
  context: Context<"writing">,
  format: string,
  { writer, batches, audited }: Omit<TableExport, "fileName">,
): AsyncGenerator<string> {
  let rows = 0;
  let isComplete = false;
  try {
    let { head } = writer;
    for await (const batch of batches) {
      for (let start = 0; start < batch.length; start += SLICE) {
        await yieldToEventLoop();
        const slice = batch.slice(start, start + SLICE);
        // Counted before it is sent: the log may count one slice too many, never one too few.
        rows += slice.length;
        yield head + writer.writeRows(slice);
        head = "";
      }
    }
    if (head + writer.tail !== "") yield head + writer.tail;
    isComplete = true;
  } finally {
    const details = { format, rows, complete: isComplete, filter: factsOf(audited.filter) };
    await context.write((tx) =>
      audit(context, tx, audited.action, { outcome: isComplete ? "success" : "failure", targetId: null, details }),
    );
  }
}

function factsOf(filter: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]),
  );
}
