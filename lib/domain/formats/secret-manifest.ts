import { SECRET_DEFAULT } from "./option-names";
import type { FileOptions, FileWriter, MadePassword } from "./output-format";

/** A Kubernetes Secret. Every value is quoted, because YAML parses some names and some base64 as numbers or as `true`. */
export function secretWriter({ name = SECRET_DEFAULT, several }: FileOptions): FileWriter {
  const entriesOf = ({ password, hash }: MadePassword, number: number): string => {
    const suffix = several ? `-${number}` : "";
    const entry = `  password${suffix}: "${base64(password)}"\n`;
    return hash === undefined ? entry : `${entry}  hash${suffix}: "${base64(hash)}"\n`;
  };
  return {
    head: ({ warning }) =>
      `${warning === undefined ? "" : `# ${warning}\n`}apiVersion: v1\nkind: Secret\nmetadata:\n  name: "${name}"\ntype: Opaque\ndata:\n`,
    lines: (made, firstNumber) => made.map((one, index) => entriesOf(one, firstNumber + index)).join(""),
  };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
