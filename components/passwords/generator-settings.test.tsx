import { describe, expect, test } from "vitest";
import { defaultGeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { draftFromOptions, type GeneratorDraft, readDraft } from "./generator-settings";

function draftWith(changes: Partial<GeneratorDraft>): GeneratorDraft {
  return { ...draftFromOptions(defaultGeneratorOptions), ...changes };
}

describe("the generator's form", () => {
  test("returns the settings that it was filled from", () => {
    const options = { ...defaultGeneratorOptions, length: 31, exclude: "xyz", min_numbers: 4, symbols: "-_" };
    expect(readDraft(draftFromOptions(options))).toMatchObject({ kind: "ready", options, policy: { length: 31 } });
  });

  test.each(["", "3", "129", "12.5", "-8", "1e2", "abc"])("refuses the length %j beside its field", (length) => {
    expect(readDraft(draftWith({ length }))).toMatchObject({ kind: "refused", errors: { length: expect.any(String) } });
  });

  test("keeps the minimum of an unticked character type in the field but not in the settings", () => {
    const settings = readDraft(draftWith({ use_numbers: false, min_numbers: "5" }));
    expect(settings).toMatchObject({ kind: "ready", options: { min_numbers: undefined } });
  });

  test("shows minimums that exceed the length beside both fields", () => {
    const settings = readDraft(draftWith({ length: "8", min_special: "9" }));
    expect(settings).toMatchObject({
      kind: "refused",
      errors: { length: expect.any(String), minimums: expect.any(String) },
    });
  });

  test("names the character type that exclusions have emptied by its label", () => {
    const settings = readDraft(draftWith({ exclude: "0123456789" }));
    expect(settings).toMatchObject({ kind: "refused", errors: { exclude: expect.stringContaining("digits") } });
  });

  test("requires a character type when none is ticked", () => {
    const none = { use_lowercase: false, use_uppercase: false, use_numbers: false, use_special_chars: false };
    expect(readDraft(draftWith(none))).toMatchObject({ kind: "refused", errors: { classes: expect.any(String) } });
  });

  test("never shows the names of API options", () => {
    const refused = [
      { length: "8", min_special: "9" },
      { exclude: "0123456789" },
      { symbols: "aa" },
      { min_numbers: "0" },
    ];
    for (const changes of refused) expect(JSON.stringify(readDraft(draftWith(changes)))).not.toMatch(/: ?"[^"]*\w_\w/);
  });
});
