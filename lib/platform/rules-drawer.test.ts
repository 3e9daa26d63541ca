import { afterAll, beforeAll, expect, test } from "vitest";
import { compileWanted, compileWantedQuickly } from "@/lib/domain/passwords/compile-wanted";
import { isAppError } from "@/lib/errors";
import { bundleThreads } from "@/lib/testing/bundled-threads";
import { createRulesDrawer } from "./rules-drawer";

let file: string;
let remove: () => void;
beforeAll(async () => ({ rulesThread: file, remove } = await bundleThreads()));
afterAll(() => remove());

// The automaton has a state for each set of the last seven places that have an "a".
const hard = { given: {}, lengthWanted: 20, pattern: ".*a.{6}b.*" };
const impossible = { given: {}, lengthWanted: 20, rules: "minlength: 9; maxlength: 8;" };
const weak = { given: {}, lengthWanted: 20, rules: "minlength: 8; maxlength: 8; allowed: digit;" };

const createDrawer = () => createRulesDrawer({ file, nowMs: () => 0 });
const outcomeOf = (work: Promise<{ ok: boolean }>): Promise<unknown> =>
  work.then(
    ({ ok }) => ok,
    (error: unknown) => (isAppError(error) ? [error.code, error.retryAfterSeconds] : error),
  );

test("the thread draws by rules that are too hard for the main thread", async () => {
  expect(compileWantedQuickly(hard)).toBeNull();
  const drawer = createDrawer();
  const drawn = await drawer.draw(hard, 50, "known");
  if (!drawn.ok) throw new Error(drawn.kind);
  expect(new Set(drawn.passwords).size).toBe(50);
  for (const password of drawn.passwords) expect(password).toMatch(/^.*a.{6}b.*$/);
  const compiled = compileWanted(hard);
  expect(compiled.ok && compiled.generator.bits).toBe(drawn.bits);
  await drawer.close();
});

test("the thread refuses and warns as the main thread does", async () => {
  const drawer = createDrawer();
  expect(await drawer.draw(impossible, 1, "known")).toEqual(compileWanted(impossible));
  const compiled = compileWanted(weak);
  expect(await drawer.draw(weak, 1, "known")).toMatchObject({
    ok: true,
    weakness: { bits: compiled.ok && compiled.generator.bits, length: 8 },
  });
  await drawer.close();
});

test("anonymous callers share a bounded part of a core, and others don't count towards it", async () => {
  const drawer = createDrawer();
  const known = Array.from({ length: 10 }, () => drawer.draw(hard, 1, "known"));
  await Promise.all(known);
  const outcomes = Array.from({ length: 35 }, () => outcomeOf(drawer.draw(hard, 1, "anonymous")));
  const all = await Promise.all(outcomes);
  expect(all.slice(0, 33)).toEqual(Array(33).fill(true));
  expect(all.slice(33)).toEqual([
    ["unavailable", 1],
    ["unavailable", 1],
  ]);
  await drawer.close();
});

test("a full queue refuses everyone", async () => {
  const drawer = createDrawer();
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => outcomeOf(drawer.draw(hard, 1, "known"))));
  expect(outcomes.filter((outcome) => outcome === true).length).toBeGreaterThanOrEqual(32);
  expect(outcomes.at(-1)).toEqual(["unavailable", 3]);
  await drawer.close();
});
