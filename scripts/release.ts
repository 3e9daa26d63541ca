// `npm run release`: says what is missing before the version of package.json can be released. Exit code 0 only when nothing is.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { migrationsFolder, readMigrations } from "@/lib/data/migration-files";
import { listReleasedDatabases, readReleasedDatabase, writeReleasedDatabase } from "@/lib/testing/released-databases";
import { projectFolder } from "./lib/project.mjs";
import { findReleaseProblems } from "./lib/release-problems";

process.chdir(projectFolder);
const { version } = JSON.parse(readText("package.json")) as { version: string };
const { version: lockedVersion } = JSON.parse(readText("package-lock.json")) as { version: string };

if (process.argv.includes("--write-database")) {
  const file = await writeReleasedDatabase(version);
  console.log(`Wrote ${path.relative(projectFolder, file)}. Commit it.`);
} else {
  const problems = findReleaseProblems({
    version,
    lockedVersion,
    changelog: readText("CHANGELOG.md"),
    newestMigration: readMigrations(migrationsFolder(projectFolder, "sqlite")).at(-1)?.name ?? "",
    keptMigration: listReleasedDatabases().includes(version) ? readReleasedDatabase(version).lastMigration : null,
    changes: git("status", "--porcelain").map((line) => line.replace(/^\S+ +/, "")),
    tags: git("tag", "--list"),
  });
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    process.exitCode = 1;
  } else {
    console.log(`Version ${version} is ready. Run npm run verify, then: git tag v${version}`);
  }
}

function readText(name: string): string {
  return readFileSync(path.join(projectFolder, name), "utf8");
}

function git(...args: string[]): string[] {
  const output = execFileSync("git", args, { cwd: projectFolder, encoding: "utf8" });
  return output.split("\n").flatMap((line) => (line.trim() === "" ? [] : line.trim()));
}
