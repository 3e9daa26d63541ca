import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Runtime } from "@/lib/runtime";
import { createAdministrator } from "@/lib/services/setup/create-administrator";
import { readSetup } from "@/lib/services/setup/read-setup";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { serverContext } from "@/lib/web/server-context";
import { prepareFirstAdministrator } from "./first-administrator";

let runtime: Runtime;
let dispose: () => Promise<void>;
beforeEach(async () => void ({ runtime, dispose } = await createTestRuntime()));
afterEach(() => dispose());

const fileOf = ({ config }: Runtime): string => join(config.dataDirectory, "setup-link");
const tokenIn = (link: string): string => new URL(link.trim()).searchParams.get("token") ?? "";

async function useLink(link: string): Promise<void> {
  const email = { address: "boss@example.org", normalized: "boss@example.org" };
  await createAdministrator(serverContext(runtime), {
    email,
    password: "violet-anchor-73-meadow",
    token: tokenIn(link),
  });
  await runtime.settle();
}

test("on a terminal the set-up link is printed and in no file", async () => {
  const setup = await prepareFirstAdministrator(runtime, { onTerminal: true });
  expect(setup?.announcement).toContain(setup?.link);
  expect(existsSync(fileOf(runtime))).toBe(false);
});

test("elsewhere the set-up link is in a file for its owner only, and what is printed holds no secret", async () => {
  const setup = await prepareFirstAdministrator(runtime, { onTerminal: false });
  const inFile = readFileSync(fileOf(runtime), "utf8");
  expect(statSync(fileOf(runtime)).mode & 0o777).toBe(0o600);
  expect(setup?.announcement).toContain(fileOf(runtime));
  expect(setup?.announcement).not.toContain(tokenIn(inFile));
  expect(await readSetup(serverContext(runtime), { token: tokenIn(inFile) })).toEqual({ open: true });
  await useLink(inFile);
  expect(existsSync(fileOf(runtime))).toBe(false);
});

test("a later start replaces the link in the file", async () => {
  await prepareFirstAdministrator(runtime, { onTerminal: false });
  const first = readFileSync(fileOf(runtime), "utf8");
  await prepareFirstAdministrator(runtime, { onTerminal: false });
  const second = readFileSync(fileOf(runtime), "utf8");
  expect(await readSetup(serverContext(runtime), { token: tokenIn(first) })).toEqual({ open: false });
  expect(await readSetup(serverContext(runtime), { token: tokenIn(second) })).toEqual({ open: true });
});

test("a start that finds an administrator removes the file", async () => {
  const setup = await prepareFirstAdministrator(runtime, { onTerminal: true });
  await useLink(setup?.link ?? "");
  runtime.createContext(serverContext(runtime).request).setupLinkFile.write("left over");
  expect(await prepareFirstAdministrator(runtime, { onTerminal: false })).toBeNull();
  expect(existsSync(fileOf(runtime))).toBe(false);
});
