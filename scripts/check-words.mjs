// Fails when the interface text of pages, mails, the API or the commands contains an unwanted expression.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findUnwantedExpressions } from "./lib/interface-words.mjs";
import { projectFolder } from "./lib/project.mjs";

// Lists of words: those that this check looks for, and those that other sites use.
const wordLists = /interface-words|sentence-words/;

const files = execFileSync("git", ["ls-files", "app", "components", "emails", "lib", "scripts"], { cwd: projectFolder })
  .toString()
  .split("\n")
  .filter(
    (file) =>
      /\.(ts|tsx|mjs)$/.test(file) &&
      !/\.test\.tsx?$|^lib\/testing\/|^scripts\/bench/.test(file) &&
      !wordLists.test(file),
  );

const findings = files.flatMap((file) =>
  findUnwantedExpressions(file, readFileSync(path.join(projectFolder, file), "utf8")).map((finding) => ({
    file,
    ...finding,
  })),
);
for (const { file, line, found, instead } of findings)
  console.error(`${file}:${line}: "${found}" in interface text; write: ${instead}.`);
process.exitCode = findings.length > 0 ? 1 : 0;
