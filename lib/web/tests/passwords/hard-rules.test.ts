import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleThreads } from "@/lib/testing/bundled-threads";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

// Rules that another thread compiles. The automaton has a state for each set of the last seven places that have an "a".
const HARD = ".*a.{6}b.*";
const matches = /^.*a.{6}b.*$/;

let origin: string;
let dispose: () => Promise<void>;
beforeAll(async () => {
  const thread = await bundleThreads();
  const { runtime, ...rest } = await createTestRuntime({ LATCHKEY_BUILD_DIRECTORY: thread.folder });
  const server = await listen(runtime);
  ({ origin } = server);
  dispose = async () => {
    await server.close();
    await rest.dispose();
    thread.remove();
  };
});
afterAll(() => dispose());

const generate = (input: object) =>
  fetch(`${origin}/api/v1/generate-password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });

test("one password, several and a file satisfy hard rules", async () => {
  const one = await (await generate({ pattern: HARD })).json();
  expect(one.password).toMatch(matches);
  expect(one.entropy_bits).toBeGreaterThan(64);

  const { passwords } = await (await generate({ pattern: HARD, count: 250 })).json();
  expect(new Set(passwords).size).toBe(250);
  for (const password of passwords) expect(password).toMatch(matches);

  const text = await (await generate({ pattern: HARD, count: 120, format: "ndjson" })).text();
  const lines = text
    .trim()
    .split("\n")
    .map((line) => String(JSON.parse(line).password));
  expect(new Set(lines).size).toBe(120);
  for (const line of lines) expect(line).toMatch(matches);
});

test("hard rules without a password are refused as ordinary ones are", async () => {
  const reply = await generate({ pattern: HARD, rules: "allowed: digit" });
  expect(reply.status).toBe(422);
  expect(await reply.json()).toMatchObject({ errors: [{ loc: ["body", "rules"] }, { loc: ["body", "pattern"] }] });
});

test("beyond the share of anonymous callers hard rules answer 503 with Retry-After, and ordinary settings still work", async () => {
  // Different ones, because the thread remembers the last it has compiled.
  const hard = Array.from({ length: 120 }, (_, index) => generate({ pattern: `.*a.{6}b.{0,${index}}` }));
  const ordinary = await Promise.all(
    ["{}", '{"length":64}', '{"rules":"minlength: 20; required: digit"}'].map((body) => generate(JSON.parse(body))),
  );
  expect(ordinary.map(({ status }) => status)).toEqual([200, 200, 200]);
  const replies = await Promise.all(hard);
  const refused = replies.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(120 - refused.length);
  for (const reply of refused) {
    expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await reply.json()).toMatchObject({ code: "unavailable" });
  }
});
