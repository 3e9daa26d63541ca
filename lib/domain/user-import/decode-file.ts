/**
 * The text of a file: UTF-8, or UTF-16 as Excel's "Unicode text" has it. `charset` is what the sender says, for a file without a
 * byte order mark. Throws an Error that tells how to save the file.
 */
export function decodeFile(bytes: Uint8Array, charset?: string): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4)
    throw new Error("Is an Excel workbook or a zip file. Save it as “CSV UTF-8”, or unpack it first");
  if (first === 0x1f && second === 0x8b) throw new Error("Is a gzip file. Unpack it first");
  if (isPictureOrPdf(bytes)) throw new Error("Is not a text file. Choose a CSV or JSON file");
  try {
    return new TextDecoder(encodingOf(bytes, charset), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error("Must be UTF-8 or UTF-16. Save the file as “CSV UTF-8” and try again", { cause });
  }
}

function isPictureOrPdf(bytes: Uint8Array): boolean {
  const starts = ["\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "%PDF"];
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  return starts.some((known) => start.startsWith(known));
}

function encodingOf(bytes: Uint8Array, charset: string | undefined): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // A heading begins with a letter of ASCII, which UTF-16 writes with a zero.
  if (first === 0 && second !== 0 && bytes.length > 1) return "utf-16be";
  if (second === 0 && first !== 0) return "utf-16le";
  return charset ?? "utf-8";
}
