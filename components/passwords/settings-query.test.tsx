import { describe, expect, test } from "vitest";
import { defaultGeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { queryOf } from "./changed-settings";
import { curlGet, curlPost } from "./curl-commands";
import { settingsForAddress, settingsForApi } from "./settings-query";

const endpoint = "https://passwords.example/generate";
const pageDefaults = { ...defaultGeneratorOptions, length: 20 };

describe("the page's address", () => {
  test("is plain while the settings are the page's own", () => {
    expect(queryOf(settingsForAddress(pageDefaults))).toBe("");
  });

  test("holds only the settings that differ", () => {
    expect(queryOf(settingsForAddress({ ...pageDefaults, use_special_chars: false, exclude: "&=" }))).toBe(
      "use_special_chars=false&exclude=%26%3D",
    );
  });
});

describe("the page's address for a strength", () => {
  test("holds the strength and not the length that it came to", () => {
    expect(queryOf(settingsForAddress({ ...pageDefaults, length: 14, use_uppercase: false }, 80))).toBe(
      "bits=80&use_uppercase=false",
    );
  });
});

describe("a preset for a strength", () => {
  test("holds the strength and not the length that it came to", () => {
    expect(settingsForApi({ ...pageDefaults, length: 14, use_uppercase: false }, 80)).toEqual([
      ["bits", 80],
      ["use_uppercase", false],
    ]);
  });
});

describe("the curl commands", () => {
  test("name the page's length, which is not the API's", () => {
    expect(curlGet(endpoint, settingsForApi(pageDefaults))).toBe(`curl '${endpoint}?length=20'`);
  });

  test("ask for nothing when the settings are the API's own", () => {
    expect(curlGet(endpoint, settingsForApi(defaultGeneratorOptions))).toBe(`curl '${endpoint}'`);
  });

  test("keep a quote among the symbols from ending the shell's string", () => {
    expect(curlGet(endpoint, settingsForApi({ ...defaultGeneratorOptions, symbols: "'$" }))).toContain(
      "symbols=%27%24'",
    );
    expect(curlPost(endpoint, settingsForApi({ ...defaultGeneratorOptions, symbols: "'$" }))).toContain(
      `-d '{"symbols":"'\\''$"}'`,
    );
  });
});
