import { AppError } from "@/lib/errors";

type Upload = { format: "csv" | "json" | "ndjson"; text: string };

/** The text and format of an uploaded user file. Without a known extension the format is CSV. */
export async function readUpload(file: File): Promise<Upload> {
  const [, ending = "csv"] = /\.(json|ndjson|jsonl)$/i.exec(file.name) ?? [];
  const format = ending.toLowerCase() === "json" ? "json" : ending.toLowerCase() === "csv" ? "csv" : "ndjson";
  try {
    return { format, text: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()) };
  } catch (cause) {
    const message = "Must be UTF-8. Save the file as “CSV UTF-8” and try again";
    throw new AppError("validation", `file: ${message}.`, {
      fieldErrors: [{ path: ["file"], message, type: "encoding" }],
      cause,
    });
  }
}
