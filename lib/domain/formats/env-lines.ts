import { writeEnvValue } from "./env-dialects";
import { VARIABLE_DEFAULT } from "./option-names";
import type { FileOptions, FileWriter, MadePassword } from "./output-format";

/** `NAME=value` lines for the readers of a dialect, or for every reader. */
export function envWriter({ name = VARIABLE_DEFAULT, dialect, several }: FileOptions): FileWriter {
  const linesOf = ({ password, hash }: MadePassword, number: number): string => {
    const variable = several ? `${name}_${number}` : name;
    const line = `${variable}=${writeEnvValue(dialect, password)}\n`;
    return hash === undefined ? line : `${line}${variable}_HASH=${writeEnvValue(dialect, hash)}\n`;
  };
  return {
    head: ({ warning }) => (warning === undefined ? "" : `# ${warning}\n`),
    lines: (made, firstNumber) => made.map((one, index) => linesOf(one, firstNumber + index)).join(""),
  };
}
