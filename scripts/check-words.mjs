// Fails when the interface text of pages, mails, the API or the commands contains an unwanted expression.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findUnwantedExpressions } from "./lib/interface-words.mjs";
import { projectFolder } from "./lib/project.mjs";

/** Folders with text that isn't clean yet: only `--all` shows it. */
const foldersNotYetClean = [
  "app/(auth)",
  "app/account",
  "components/accounts",
  "components/invitations",
  "components/passwords",
  "components/two-factor",
  "emails",
  "lib/data",
  "lib/domain/accounts",
  "lib/domain/system",
  "lib/domain/users",
  "lib/platform",
  "lib/schemas",
  "lib/services",
  "lib/web",
  "scripts",
];

const files = execFileSync("git", ["ls-files", "app", "components", "emails", "lib", "scripts"], { cwd: projectFolder })
  .toString()
  .split("\n")
  .filter(
    (file) =>
      /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$|^lib\/testing\/|^scripts\/bench|interface-words/.test(file),
  );

const findings = files.flatMap((file) =>
  findUnwantedExpressions(file, readFileSync(path.join(projectFolder, file), "utf8")).map((finding) => ({
    file,
    ...finding,
  })),
);
/** @param {{ file: string }} finding */
const isPending = ({ file }) => foldersNotYetClean.some((folder) => file.startsWith(`${folder}/`));
const shown = process.argv.includes("--all") ? findings : findings.filter((finding) => !isPending(finding));
for (const { file, line, found, instead } of shown)
  console.error(`${file}:${line}: "${found}" in interface text; write: ${instead}.`);
process.exitCode = shown.some((finding) => !isPending(finding)) ? 1 : 0;
