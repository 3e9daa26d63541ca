import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildFingerprint, hashOf, prismaClientFingerprint } from "./lib/fingerprint.mjs";
import { npmCommand } from "./lib/install.mjs";
import { writeEntry } from "./lib/release-entry.mjs";
import { vendorAssetNames } from "./lib/vendor-assets.mjs";

const here = path.resolve(import.meta.dirname, "..");
let project: string;

// The scripts of this project with packages, a database client and a build that count as fresh, and a server that prints its folder.
beforeAll(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), "latchkey-start-")));
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), content);
  };
  for (const name of ["package.json", "package-lock.json", "scripts"])
    cpSync(path.join(here, name), path.join(project, name), { recursive: true });
  const stamp = hashOf(project, ["package-lock.json", "node_modules/.package-lock.json"]);
  write("node_modules/.latchkey-installed", stamp);
  for (const provider of ["sqlite", "postgresql"]) write(`lib/data/generated/${provider}/client.ts`, "");
  write("lib/data/generated/.fingerprint", prismaClientFingerprint(project));
  for (const asset of vendorAssetNames) write(`public/vendor/${asset}`, "");
  write("build/release-1/next/BUILD_ID", "1");
  write("build/release-1/stop-request.mjs", "export const listenForStop = () => undefined;");
  write("build/release-1/server.mjs", "export const serve = () => console.log(`runs in ${process.cwd()}`);");
  writeEntry(project, "build", { release: "release-1", fingerprint: buildFingerprint(project) });
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test("the server runs in the project's folder, from whichever folder it is started", () => {
  const [npm, npmArgs] = npmCommand();
  const commands: [string, string[]][] = [
    [process.execPath, [path.join(project, "scripts/start.mjs")]],
    [process.execPath, [path.join(project, "build/server.mjs")]],
    [npm, [...npmArgs, "--silent", "--prefix", project, "start"]],
  ];
  for (const [program, args] of commands) {
    const output = execFileSync(program, args, { cwd: "/", encoding: "utf8" });
    expect(output, args.join(" ")).toBe(`runs in ${project}\n`);
  }
});
