import { expect, test } from "vitest";
import { generatorPageSchemas } from "@/lib/schemas/generator-page";
import { changedSettings } from "./changed-settings";
import type { TypeableDraft } from "./generator-drafts";
import { readTypeableDraft, defaultTypeableSettings } from "./typeable-settings";

const usual = generatorPageSchemas.typeable.parse({});
const draftWith = (changes: Partial<TypeableDraft> = {}): TypeableDraft => ({
  ...usual,
  length: String(usual.length),
  layer_changes: String(usual.layer_changes),
  use_numbers: true,
  ...changes,
});

test("same_keys excludes digits and symbols, although their boxes stay ticked", () => {
  const reading = readTypeableDraft(draftWith({ same_keys: true, use_special_chars: true, use_numbers: true }));
  expect(reading).toMatchObject({ kind: "ready", options: { same_keys: true, use_special_chars: false } });
  expect(reading.kind === "ready" && reading.policy.classes.map(({ layer }) => layer)).toEqual([
    "lowercase",
    "uppercase",
  ]);
});

test.each([
  [{ length: "65" }, "length", /^Enter a length from \d+ to 64\.$/],
  [{ length: "" }, "length", /^Enter a length/],
  [{ layer_changes: "-1" }, "layer_changes", /^Enter a number of changes from 0 to \d+\.$/],
  [{ layer_changes: "1" }, "layer_changes", /^The selected types need more keyboard changes\./],
] as const)("%j is refused at %s", (changes, field, message) => {
  expect(readTypeableDraft(draftWith(changes))).toEqual({
    kind: "refused",
    message: expect.stringMatching(message),
    errors: { [field]: expect.stringMatching(message) },
  });
});

test("default settings are omitted from the URL and the request", () => {
  const settings = (draft: TypeableDraft) => {
    const reading = readTypeableDraft(draft);
    return reading.kind === "ready" ? changedSettings(reading.options, defaultTypeableSettings(reading.options)) : null;
  };
  expect(settings(draftWith())).toEqual([]);
  expect(settings(draftWith({ same_keys: true }))).toEqual([["same_keys", true]]);
  expect(settings(draftWith({ use_numbers: false, layer_changes: "1" }))).toEqual([
    ["layer_changes", 1],
    ["use_numbers", false],
  ]);
});
