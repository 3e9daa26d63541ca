import { describe, expect, test } from "vitest";
import { defaultGeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { queryOf } from "./changed-settings";
import { curlGet, curlPost } from "./curl-commands";
import type { Setting } from "./recipe";
import { settingsForUrl, settingsForApi } from "./settings-query";

const endpoint = "https://passwords.example/generate";
const pageDefaults = { ...defaultGeneratorOptions, length: 20 };

describe("the page's URL", () => {
  test("has no query for the page's defaults", () => {
    expect(queryOf(settingsForUrl(pageDefaults))).toBe("");
  });

  test("has only the settings that differ", () => {
    expect(queryOf(settingsForUrl({ ...pageDefaults, use_special_chars: false, exclude: "&=" }))).toBe(
      "use_special_chars=false&exclude=%26%3D",
    );
  });
});

describe("the page's URL for a strength", () => {
  test("has the strength but not the resulting length", () => {
    expect(queryOf(settingsForUrl({ ...pageDefaults, length: 14, use_uppercase: false }, 80))).toBe(
      "bits=80&use_uppercase=false",
    );
  });
});

describe("a preset for a strength", () => {
  test("has the strength but not the resulting length", () => {
    expect(settingsForApi({ ...pageDefaults, length: 14, use_uppercase: false }, 80)).toEqual([
      ["bits", 80],
      ["use_uppercase", false],
    ]);
  });
});

describe("the curl commands", () => {
  test("include the page's default length, which differs from the API's", () => {
    expect(curlGet(endpoint, settingsForApi(pageDefaults))).toBe(`curl '${endpoint}?length=20'`);
  });

  test("have no settings for the API's defaults", () => {
    expect(curlGet(endpoint, settingsForApi(defaultGeneratorOptions))).toBe(`curl '${endpoint}'`);
  });

  test("leave values readable that a URL would encode", () => {
    const settings: Setting[] = [
      ["rules", "minlength: 8; required: lower;"],
      ["length", 8],
    ];
    expect(curlGet(endpoint, settings)).toBe(
      `curl -G '${endpoint}' \\\n  --data-urlencode 'rules=minlength: 8; required: lower;' \\\n  -d length=8`,
    );
  });

  test("escape a quote among the symbols for the shell", () => {
    expect(curlGet(endpoint, settingsForApi({ ...defaultGeneratorOptions, symbols: "'$" }))).toContain(
      `--data-urlencode 'symbols='\\''$'`,
    );
    expect(curlPost(endpoint, settingsForApi({ ...defaultGeneratorOptions, symbols: "'$" }))).toContain(
      `-d '{"symbols":"'\\''$"}'`,
    );
  });
});
