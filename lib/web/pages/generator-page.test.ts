import { describe, expect, test } from "vitest";
import { generatorModes } from "@/lib/domain/passwords/generator-modes";
import { readGeneratorPage } from "./generator-page";

describe("the query of the generator page", () => {
  test("gives the defaults of all modes if it is empty", () => {
    const { mode, settings, error } = readGeneratorPage({});
    expect({ mode, error }).toEqual({ mode: "password", error: null });
    expect(settings.password).toMatchObject({ length: 20, use_special_chars: true });
    expect(Object.keys(settings).toSorted()).toEqual([...generatorModes, "rules"].toSorted());
  });

  test("changes the settings that it names", () => {
    expect(readGeneratorPage({ length: "8", use_numbers: "no" }).settings.password).toMatchObject({
      length: 8,
      use_numbers: false,
      use_uppercase: true,
    });
    expect(readGeneratorPage({ mode: "passphrase", words: "4" })).toMatchObject({
      mode: "passphrase",
      settings: { passphrase: { words: 4, separator: "-" }, password: { length: 20 } },
    });
    expect(
      readGeneratorPage({ mode: "rules", site: "bank.example", rules: "minlength: 8" }).settings.rules,
    ).toMatchObject({ site: "bank.example", rules: "minlength: 8", spaces: false });
  });

  test("of a submitted form has unchecked boxes and omits empty fields, except for the separator", () => {
    const { settings } = readGeneratorPage({ form: "1", length: "9", use_lowercase: "true", min_numbers: "" });
    expect(settings.password).toMatchObject({
      length: 9,
      use_lowercase: true,
      use_uppercase: false,
      use_numbers: false,
      use_special_chars: false,
    });
    expect(settings.password.min_numbers).toBeUndefined();
    expect(
      readGeneratorPage({ form: "1", mode: "passphrase", separator: "", capitalize: "first" }).settings.passphrase
        .separator,
    ).toBe("");
    expect(readGeneratorPage({ form: "1", mode: "rules", site: "", rules: "", pattern: "" }).settings.rules).toEqual({
      rules: "",
      pattern: "",
      length: 20,
      spaces: false,
    });
  });

  test("may have unknown names", () => {
    expect(readGeneratorPage({ utm_source: "mail", length: "9" })).toMatchObject({
      error: null,
      settings: { password: { length: 9 } },
    });
  });

  test.each([
    [{ length: "3" }, "length: Must be at least 4."],
    [{ length: "abc" }, "length: Must be a whole number."],
    [{ length: ["8", "9"] }, "length: Is given more than once."],
    [{ mode: "pin", length: "99" }, "length: Must be at most 12."],
    [{ mode: "rules", rules: "x".repeat(2001) }, "rules: Must be at most 2000 characters."],
    [{ mode: "rules", site: "x".repeat(2001) }, "site: Must be at most 2000 characters."],
  ])("%j gives an error message and the defaults", (address, message) => {
    const { error, settings } = readGeneratorPage(address);
    expect(error).toBe(message);
    expect(settings).toEqual(readGeneratorPage({}).settings);
  });

  test.each(["haiku", "", "__proto__", "constructor"])("mode %j is unknown", (mode) => {
    expect(readGeneratorPage({ mode })).toMatchObject({ mode: "password", error: "Unknown mode." });
  });

  test("must not repeat the mode", () => {
    expect(readGeneratorPage({ mode: ["pin", "pin"] }).error).toBe("Unknown mode.");
  });
});
