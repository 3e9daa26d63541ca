import { spawnSync } from "node:child_process";
import { getPriority } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const LOWEST = 19;
const source = `
  import { getPriority } from "node:os";
  import { lowerPriority } from ${JSON.stringify(join(import.meta.dirname, "lower-priority.mjs"))};
  lowerPriority();
  console.log(getPriority());
`;

test.skipIf(process.platform !== "linux").each([0, 10])(
  "a priority that was lowered by %s before is lowered further, without the right to raise it",
  (before) => {
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const command = ["-n", String(before), process.execPath, "--input-type=module", "-e", source];
    const { stdout, stderr } = spawnSync("nice", command, { encoding: "utf8", ...user });
    const from = Math.min(getPriority() + before, LOWEST);
    expect(stdout.trim(), stderr).toBe(String(Math.min(from + 5, LOWEST)));
  },
);
