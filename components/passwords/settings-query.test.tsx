import { describe, expect, test } from "vitest";
import { defaultGeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { curlGet, curlPost } from "./curl-commands";
import { pageQuery } from "./settings-query";

const endpoint = "https://passwords.example/generate";
const pageDefaults = { ...defaultGeneratorOptions, length: 20 };

describe("the page's address", () => {
  test("is plain while the settings are the page's own", () => {
    expect(pageQuery(pageDefaults)).toBe("");
  });

  test("holds only the settings that differ", () => {
    expect(pageQuery({ ...pageDefaults, use_special_chars: false, exclude: "&=" })).toBe("use_special_chars=false&exclude=%26%3D");
  });
});

describe("the curl commands", () => {
  test("name the page's length, which is not the API's", () => {
    expect(curlGet(endpoint, pageDefaults)).toBe(`curl '${endpoint}?length=20'`);
  });

  test("ask for nothing when the settings are the API's own", () => {
    expect(curlGet(endpoint, defaultGeneratorOptions)).toBe(`curl '${endpoint}'`);
  });

  test("keep a quote among the symbols from ending the shell's string", () => {
    expect(curlGet(endpoint, { ...defaultGeneratorOptions, symbols: "'$" })).toContain("symbols=%27%24'");
    expect(curlPost(endpoint, { ...defaultGeneratorOptions, symbols: "'$" })).toContain(`-d '{"symbols":"'\\''$"}'`);
  });
});
