import { decodeFile } from "@/lib/domain/user-import/decode-file";
import { AppError } from "@/lib/errors";

type Upload = { format?: "csv"; text: string };

/** The text of an uploaded user file. A file that isn't called a CSV is JSON if it begins like it. */
export async function readUpload(file: File): Promise<Upload> {
  try {
    const text = decodeFile(new Uint8Array(await file.arrayBuffer()));
    return /\.(csv|tsv)$/i.test(file.name) ? { format: "csv", text } : { text };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "Can't be read";
    throw new AppError("validation", `file: ${message}.`, {
      fieldErrors: [{ path: ["file"], message, type: "encoding" }],
      cause,
    });
  }
}
