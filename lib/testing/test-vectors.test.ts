import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generatorModes } from "@/lib/domain/passwords/generator-modes";
import { routes } from "@/lib/routes";
import { checkTestVectors, type TestVectors } from "./test-vectors";

const published = (): TestVectors => JSON.parse(readFileSync(`public${routes.testVectors()}`, "utf8")) as TestVectors;

test("the generator reproduces every published answer", async () => {
  const vectors = published();
  expect(vectors.passwords.length).toBeGreaterThan(80);
  expect(new Set(vectors.passwords.map(({ options }) => options["mode"] ?? "password"))).toEqual(
    new Set(generatorModes),
  );
  expect(await checkTestVectors(vectors)).toEqual([]);
});

test("a difference in any section is found", async () => {
  const { random_below: below, passwords, entropy, password_rules: rules, about } = published();
  const [number] = below;
  const [password] = passwords;
  const [bits] = entropy;
  const [rule] = rules;
  if (!number || !password || !bits || !rule) throw new Error("A section is empty.");
  const wrong: TestVectors = {
    about,
    random_below: [{ ...number, result: "1" }],
    passwords: [{ ...password, password: "wrong" }],
    entropy: [{ ...bits, entropy_bits: bits.entropy_bits + 1e-6 }],
    password_rules: [{ ...rule, outcome: { problems: [3] } }],
  };
  expect(await checkTestVectors(wrong)).toHaveLength(4);
});

test("too few or too many bytes are a difference", async () => {
  const [first] = published().passwords;
  if (!first) throw new Error("There is no password.");
  for (const bytes of [first.bytes.slice(8), `${first.bytes}00000000`]) {
    await expect(checkTestVectors({ ...published(), passwords: [{ ...first, bytes }] })).rejects.toThrow(
      /bytes were asked for/,
    );
  }
});
