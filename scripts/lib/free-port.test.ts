import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { freePort } from "./free-port.mjs";

const takeHundred = `
  import { freePort } from ${JSON.stringify(path.join(import.meta.dirname, "free-port.mjs"))};
  const ports = await Promise.all(Array.from({ length: 100 }, freePort));
  process.stdout.write(JSON.stringify(ports) + "\\n");
  process.stdin.resume();
`;

test("processes that ask at the same time get different ports", async () => {
  const processes = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--input-type=module", "--eval", takeHundred], { stdio: ["pipe", "pipe", "inherit"] }),
  );
  const output = processes.map((child) => text(child.stdout));
  // All hold their ports until the last has taken its own.
  await Promise.all(processes.map((child) => once(child.stdout, "readable")));
  for (const child of processes) child.stdin.end();
  const ports = (await Promise.all(output)).flatMap((line): number[] => JSON.parse(line));
  expect(ports).toHaveLength(400);
  expect(new Set(ports).size).toBe(400);
});

test("the port can be listened on, and again after that", async () => {
  const port = await freePort();
  for (let round = 0; round < 2; round += 1) {
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    server.close();
    await once(server, "close");
  }
});
