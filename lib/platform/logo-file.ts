import { readFileSync, statSync } from "node:fs";
import { StartupError } from "@/lib/errors";
import { explainRefusal } from "@/lib/start-failures";

/** `size` as a web app manifest says it. */
export type Logo = { bytes: Buffer<ArrayBuffer>; type: "image/svg+xml" | "image/png"; size: string };

const BYTES_MAX = 100_000;
const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
// Signature, length and name of the first chunk, width and height.
const PNG_HEAD_BYTES = 24;

/** Reads the file of APP_LOGO. Throws with one sentence when it isn't a logo. */
export function readLogoFile(file: string): Logo {
  const bytes = read(file);
  if (bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE) && bytes.length >= PNG_HEAD_BYTES)
    return { bytes, type: "image/png", size: `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}` };
  if (beginsAsSvg(bytes.toString("utf8"))) return { bytes, type: "image/svg+xml", size: "any" };
  throw new StartupError(`APP_LOGO is ${file}, which is neither an SVG nor a PNG: expected one of them.`);
}

function read(file: string): Buffer<ArrayBuffer> {
  try {
    const { size } = statSync(file);
    if (size > BYTES_MAX)
      throw new StartupError(`APP_LOGO is ${file}, which has ${size} bytes: expected at most ${BYTES_MAX} (100 KB).`);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    const reason = explainRefusal(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    throw new StartupError(`APP_LOGO is ${file}, which can't be read: ${reason}.`, { cause });
  }
}

/** Whether the root element is `svg`, after a declaration, comments and a document type. */
function beginsAsSvg(text: string): boolean {
  let rest = text.replace(/^\uFEFF/, "").trimStart();
  for (;;) {
    const end = rest.startsWith("<?") ? "?>" : rest.startsWith("<!--") ? "-->" : rest.startsWith("<!") ? ">" : null;
    if (end === null) return /^<svg[\s>]/.test(rest);
    const at = rest.indexOf(end);
    if (at === -1) return false;
    rest = rest.slice(at + end.length).trimStart();
  }
}
