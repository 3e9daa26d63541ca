import { VARIABLE_DEFAULT } from "./option-names";
import type { FileOptions, FileWriter, MadePassword } from "./output-format";

/** `NAME='…'` lines for `sh` and, but for one case that `shellQuote` tells, for readers of dotenv files. */
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
 * A text as one word of `sh`. In single quotes nothing has a meaning, neither there nor in a dotenv file. With an apostrophe in
 * it double quotes do the same for both, unless it also holds one of `"$\`` or a backslash: then only `sh` can read it back.
 */
export function shellQuote(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!/["$`\\]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
