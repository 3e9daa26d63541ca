import { VARIABLE_DEFAULT } from "./option-names";
import type { FileOptions, FileWriter, MadePassword } from "./output-format";

/** `NAME='…'` lines for `sh` and, with the one exception given at `shellQuote`, for dotenv parsers. */
export function envWriter({ name = VARIABLE_DEFAULT, several }: FileOptions): FileWriter {
  const linesOf = ({ password, hash }: MadePassword, number: number): string => {
    const variable = several ? `${name}_${number}` : name;
    const line = `${variable}=${shellQuote(password)}\n`;
    return hash === undefined ? line : `${line}${variable}_HASH=${shellQuote(hash)}\n`;
  };
  return {
    head: ({ warning }) => (warning === undefined ? "" : `# ${warning}\n`),
    lines: (made, firstNumber) => made.map((one, index) => linesOf(one, firstNumber + index)).join(""),
  };
}

/**
 * Quotes a text as one word of `sh`. Single quotes make every character literal in `sh` and in dotenv files. A text with an
 * apostrophe gets double quotes, unless it also contains one of `"$\`` or a backslash: then only `sh` can parse the result.
 */
export function shellQuote(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!/["$`\\]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
