import { writeExactCsv, type CsvCell } from "@/lib/domain/csv";
import { envWriter } from "./env-lines";
import { htpasswdWriter } from "./htpasswd-lines";
import type { FileFormat, FileOptions, FileWriter, MadePassword } from "./output-format";
import { secretWriter } from "./secret-manifest";

/** The writer of each format, for the command line and the API. */
export const fileWriters: Record<FileFormat, (options: FileOptions) => FileWriter> = {
  ndjson: () => ({ head: () => "", lines: (made) => made.map((one) => `${JSON.stringify(one)}\n`).join("") }),
  csv: () => ({ head: (first) => writeExactCsv([columnsOf(first)]), lines: (made) => writeExactCsv(made.map(rowOf)) }),
  env: envWriter,
  htpasswd: htpasswdWriter,
  "k8s-secret": secretWriter,
};

/** The columns of a file. All its passwords have the same ones. */
function columnsOf({ hash, warning }: MadePassword): string[] {
  return [
    "password",
    "entropy_bits",
    "length",
    ...(hash === undefined ? [] : ["hash"]),
    ...(warning === undefined ? [] : ["warning"]),
  ];
}

function rowOf({ password, entropy_bits: bits, length, hash, warning }: MadePassword): CsvCell[] {
  return [password, bits, length, ...(hash === undefined ? [] : [hash]), ...(warning === undefined ? [] : [warning])];
}
