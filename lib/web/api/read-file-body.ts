import type { z } from "zod";
import { decodeFile } from "@/lib/domain/user-import/decode-file";
import { AppError } from "@/lib/errors";
import { parseInput } from "./parse-input";
import { queryReader } from "./read-query";

/** The media types of a body that is the file itself, with the file's format. */
export const fileTypes = {
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
} as const;

export const FORM_TYPE = "multipart/form-data";
/** What a form has round its file. */
export const FORM_BYTES_MAX = 64 * 1024;

type FileFields = { text: string; format?: string; [option: string]: unknown };

/** The fields of a body that is a file. */
export function readFileBody(bytes: Uint8Array, contentType: string, format: string | undefined): FileFields {
  const [, charset] = /;\s*charset="?([\w-]+)/i.exec(contentType) ?? [];
  return { text: decode(bytes, charset), ...(format !== undefined && { format }) };
}

/** The fields of a multipart form with one file. Other fields are options; unknown ones are refused. */
export async function readFileForm(
  bytes: Uint8Array,
  contentType: string,
  options: z.ZodObject,
  fileBytesMax: number,
): Promise<FileFields> {
  const form = await parseForm(bytes, contentType);
  const files = [...form.values()].filter((value) => typeof value !== "string");
  const [file] = files;
  if (file === undefined || files.length > 1) throw fileError("Send one file, in a field such as `file`");
  if (file.size > fileBytesMax)
    throw new AppError("payload_too_large", `The file is larger than ${fileBytesMax / 1024} KiB.`);
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  const values = queryReader(options)(new URLSearchParams(texts).toString());
  return {
    ...(parseInput(options, values) as object),
    text: decode(new Uint8Array(await file.arrayBuffer())),
    ...(/\.(csv|tsv)$/i.test(file.name) && values["format"] === undefined && { format: "csv" }),
  };
}

async function parseForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(bytes), { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new AppError("bad_request", "The form can't be read. Send multipart/form-data with its boundary.", { cause });
  }
}

function decode(bytes: Uint8Array, charset?: string): string {
  try {
    return decodeFile(bytes, charset);
  } catch (error) {
    throw fileError(error instanceof Error ? error.message : "Can't be read");
  }
}

function fileError(message: string): AppError {
  return new AppError("validation", `file: ${message}.`, {
    fieldErrors: [{ path: ["file"], message, type: "encoding" }],
  });
}
