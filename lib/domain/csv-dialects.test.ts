import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv } from "./csv";
import { decodeFile } from "./user-import/decode-file";

const rows = [
  ["email", "name", "note"],
  ["ada@example.org", 'Ada "the first"', "two\nlines"],
  ["eve@example.org", "Zoë; Ünïcode, Ω", " spaces "],
  ["o'brien@example.org", "", "tab\there"],
];

const python = (script: string, input: string): Buffer =>
  spawnSync("python3", ["-c", `import csv, json, sys, io\n${script}`], { input }).stdout;

const isHere = spawnSync("python3", ["--version"]).status === 0;

// Python's csv module is the reference that scripts and exports use.
describe.runIf(isHere)("Python's csv module", () => {
  test.each([
    ["excel", "utf-8", ","],
    ["excel", "utf-8-sig", ","],
    ["excel", "utf-16", ","],
    ["excel-tab", "utf-16", "\t"],
    ["unix", "utf-8", ","],
    ["semicolons", "utf-8-sig", ";"],
  ])("writes the dialect %s in %s, and every cell is read as it was written", (dialect, encoding, delimiter) => {
    const script = `
csv.register_dialect("semicolons", csv.excel, delimiter=";")
text = io.StringIO(newline="")
csv.writer(text, dialect="${dialect}").writerows(json.load(sys.stdin))
sys.stdout.buffer.write(text.getvalue().encode("${encoding}"))`;
    const read = readCsv(decodeFile(python(script, JSON.stringify(rows))), { delimiter });
    expect(read.map(({ cells }) => cells)).toEqual(rows);
  });

  test.each([",", ";", "\t"])("reads what is exported with the delimiter %j", (delimiter) => {
    const script = `
text = io.StringIO(sys.stdin.buffer.read().decode(), newline="")
json.dump(list(csv.reader(text, delimiter=${JSON.stringify(delimiter)}, strict=True)), sys.stdout)`;
    expect(JSON.parse(python(script, writeCsv(rows, { delimiter })).toString())).toEqual(rows);
  });
});
