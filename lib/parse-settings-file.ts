import { parseEnv } from "node:util";
import { StartupError } from "./errors";

/**
 * The variables of `.env`, in UTF-8 or, as Windows programs also write it, in UTF-16 with a byte order mark. Refuses other text and
 * names that no setting can have: ignoring such a line would start the server with other settings than the operator wrote.
 */
export function parseSettingsFile(bytes: Uint8Array): Record<string, string | undefined> {
  const settings = parseEnv(decode(bytes));
  for (const name of Object.keys(settings))
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))
      throw new StartupError(
        `.env can't be read: ${JSON.stringify(name.slice(0, 40))} isn't the name of a variable. Each line is NAME=value.`,
      );
  return settings;
}

// TextDecoder removes the byte order mark.
function decode(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString("hex").toUpperCase();
  const encoding = mark === "FFFE" ? "utf-16le" : mark === "FEFF" ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Refused below.
  }
  throw new StartupError(".env can't be read: it isn't text in UTF-8.");
}
