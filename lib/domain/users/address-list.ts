import { parseEmail, type EmailAddress } from "../accounts/email-address";

/** A line of a list, as it was typed, with its address or the reason why it has none. */
export type AddressLine = {
  line: number;
  text: string;
  /** What stands beside the address, where it reads as a name. */
  name: string | null;
} & ({ email: EmailAddress } | { email: null; reason: "no_address" | "invalid_address" });

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
  const cells = content.split(/[,;\t]/);
  const candidates = cells.flatMap(addressesIn).filter((cell) => cell.includes("@"));
  if (candidates.length === 0)
    return line === 1 && isHeading(content)
      ? []
      : [{ line, text: shown, name: null, email: null, reason: "no_address" }];
  return candidates.map((cell): AddressLine => {
    const email = parseEmail(addressIn(cell));
    const text = candidates.length === 1 ? shown : cell.trim().slice(0, SHOWN_MAX);
    const name = nameBeside(cell) ?? (candidates.length === 1 ? nameAmong(cells) : null);
    return email === null ? { line, text, name, email, reason: "invalid_address" } : { line, text, name, email };
  });
}

/** A name in front may lack the brackets, as in `Ada Byron ada@example.org`. */
function addressesIn(cell: string): string[] {
  if (cell.includes("<")) return [cell];
  const words = cell.split(/\s+/).filter((word) => /[^\s@]@[^\s@]/.test(word));
  return words.length === 0 ? [cell] : words;
}

const NAME_MAX = 100;

/** In front of an address in brackets, such as `Ada Byron <ada@example.org>`. */
function nameBeside(cell: string): string | null {
  return asName(/^([^<>]*)<[^<>]*>\s*"?$/.exec(cell.trim())?.[1] ?? "");
}

/** The words of a cell without the address, such as `Ada Byron ada@example.org`, or the only other cell with several words. */
function nameAmong(cells: readonly string[]): string | null {
  const others = cells.map((cell) =>
    cell
      .split(/\s+/)
      .filter((word) => !word.includes("@"))
      .join(" "),
  );
  // A single word may be anything: a team, a role, a state.
  const names = others.flatMap((cell) => (/\S\s+\S/.test(cell.trim()) ? (asName(cell) ?? []) : []));
  return names.length === 1 ? (names[0] ?? null) : null;
}

function asName(text: string): string | null {
  const name = text
    .replace(/^[\s"']+|[\s"']+$/g, "")
    .replace(/\s+/g, " ")
    .normalize("NFC");
  return name === "" || [...name].length > NAME_MAX || !/^[\p{L}\p{M} .'’-]+$/u.test(name) ? null : name;
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
