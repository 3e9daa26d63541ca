import { parseEmail, type EmailAddress } from "../accounts/email-address";

/** A line of a list, as it was typed, with its address or the reason why it has none. */
export type AddressLine = { line: number; text: string } & (
  | { email: EmailAddress }
  | { email: null; reason: "no_address" | "invalid_address" }
);

/** A shown line is cut there. */
const SHOWN_MAX = 200;

/**
 * Reads a pasted list or a CSV: one or more addresses a line, alone, with a name (`Ada <ada@example.org>`) or among
 * other cells. Empty lines and a heading in the first line are left out; every other line without an address is listed.
 */
export function parseAddressList(text: string): AddressLine[] {
  return text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .flatMap((content, index) => (content.trim() === "" ? [] : readLine(content.trim(), index + 1)));
}

function readLine(content: string, line: number): AddressLine[] {
  const shown = content.slice(0, SHOWN_MAX);
  const candidates = content
    .split(/[,;\t]/)
    .flatMap(addressesIn)
    .filter((cell) => cell.includes("@"));
  if (candidates.length === 0)
    return line === 1 && isHeading(content) ? [] : [{ line, text: shown, email: null, reason: "no_address" }];
  return candidates.map((cell): AddressLine => {
    const email = parseEmail(addressIn(cell));
    const text = candidates.length === 1 ? shown : cell.trim().slice(0, SHOWN_MAX);
    return email === null ? { line, text, email, reason: "invalid_address" } : { line, text, email };
  });
}

/** A name in front may lack the brackets, as in `Ada Byron ada@example.org`. */
function addressesIn(cell: string): string[] {
  if (cell.includes("<")) return [cell];
  const words = cell.split(/\s+/).filter((word) => /[^\s@]@[^\s@]/.test(word));
  return words.length === 0 ? [cell] : words;
}

/** Such as "Name;Email". */
function isHeading(content: string): boolean {
  return /\be-?mail\b|\baddress\b|\bmail\b/i.test(content);
}

function addressIn(cell: string): string {
  const bracketed = /<([^<>]*)>\s*"?$/.exec(cell.trim());
  return (bracketed?.[1] ?? cell)
    .trim()
    .replace(/^["']+|["']+$/g, "")
    .replace(/^mailto:/i, "")
    .trim();
}
