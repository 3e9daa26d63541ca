import { expect, test } from "vitest";
import { generatorPageSchemas } from "@/lib/schemas/generator-page";
import { changedSettings } from "./changed-settings";
import type { PassphraseDraft } from "./generator-drafts";
import { readPassphraseDraft, defaultPassphraseSettings } from "./passphrase-settings";

const usual = generatorPageSchemas.passphrase.parse({});
const draftWith = (changes: Partial<PassphraseDraft> = {}): PassphraseDraft => ({
  ...usual,
  by: "words",
  words: String(usual.words),
  bits: "90",
  ...changes,
});

test("only the selected one of words and bits applies", () => {
  expect(readPassphraseDraft(draftWith({ words: "5" }))).toMatchObject({
    kind: "ready",
    options: { words: 5 },
    policy: { words: 5 },
  });
  const byBits = readPassphraseDraft(draftWith({ by: "bits", words: "nonsense" }));
  expect(byBits).toMatchObject({ kind: "ready", options: { bits: 90 }, policy: { words: 7 } });
  expect(byBits.kind === "ready" && "words" in byBits.options).toBe(false);
});

test.each([
  [{ words: "2" }, "words", "Enter a number of words from 3 to 20."],
  [{ words: "" }, "words", "Enter a number of words from 3 to 20."],
  [{ by: "bits", bits: "19" }, "bits", "Enter a strength from 20 to 256 bits."],
  [
    { by: "bits", bits: "250", word_list: "short" },
    "bits",
    "Even 20 words are too weak for this setting. Lower the bits or use the large list.",
  ],
  [
    { separator: "" },
    "separator",
    "Words without a separator can’t be told apart. Choose a separator or capitals for each word.",
  ],
  [{ separator: "abcd" }, "separator", "This separator can’t be used. Choose one from the list."],
] as const)("%j is refused at %s", (changes, field, message) => {
  expect(readPassphraseDraft(draftWith(changes))).toEqual({ kind: "refused", message, errors: { [field]: message } });
});

test("an empty separator is accepted when capitals separate the words", () => {
  expect(readPassphraseDraft(draftWith({ separator: "", capitalize: "first" })).kind).toBe("ready");
});

test("default settings are omitted from the URL, and a strength replaces the number of words", () => {
  const address = (draft: PassphraseDraft) => {
    const reading = readPassphraseDraft(draft);
    return reading.kind === "ready"
      ? changedSettings(reading.options, defaultPassphraseSettings(reading.options))
      : null;
  };
  expect(address(draftWith())).toEqual([]);
  expect(address(draftWith({ words: "7", separator: "." }))).toEqual([
    ["words", 7],
    ["separator", "."],
  ]);
  expect(address(draftWith({ by: "bits" }))).toEqual([["bits", 90]]);
});
