import { expect, test } from "vitest";
import { changedSettings } from "./changed-settings";
import type { RulesDraft } from "./generator-drafts";
import { readRulesDraft, rulesForUrl, rulesForRequest, defaultRulesInUrl } from "./rules-settings";

const draftWith = (changes: Partial<RulesDraft> = {}): RulesDraft => ({
  rules: "",
  pattern: "",
  length: "20",
  spaces: false,
  siteAnswer: { kind: "none" },
  ...changes,
});

test("the length is the nearest that the rules allow", () => {
  for (const [rules, length] of [
    ["maxlength: 10;", 10],
    ["minlength: 30;", 30],
    ["", 20],
  ] as const) {
    expect(readRulesDraft(draftWith({ rules }))).toMatchObject({ kind: "ready", generator: { length } });
  }
});

test("spaces are excluded unless they are enabled", () => {
  const bits = (spaces: boolean): number => {
    const reading = readRulesDraft(draftWith({ rules: "allowed: [ a]; maxlength: 8;", spaces }));
    return reading.kind === "ready" ? reading.generator.bits : Number.NaN;
  };
  // Six of the eight: no space at either end.
  expect([bits(false), bits(true)]).toEqual([0, 6]);
});

test.each(["", "0", "129", "1.5", "x"])("the length %j is refused beside its field", (length) => {
  expect(readRulesDraft(draftWith({ length }))).toEqual({
    kind: "refused",
    message: "Enter a length from 1 to 128.",
    errors: { length: "Enter a length from 1 to 128." },
  });
});

test("the URL has the changed settings, and never the site", () => {
  const address = (draft: RulesDraft) => changedSettings(rulesForUrl(draft), defaultRulesInUrl);
  expect(
    address(draftWith({ siteAnswer: { kind: "found", domain: "bank.example", rules: "", changePasswordUrl: null } })),
  ).toEqual([]);
  expect(address(draftWith({ rules: "minlength: 8;", pattern: "a+", length: "9", spaces: true }))).toEqual([
    ["rules", "minlength: 8;"],
    ["pattern", "a+"],
    ["length", 9],
    ["spaces", true],
  ]);
});

test("the request has the length that the rules allow, and excludes the space", () => {
  expect(rulesForRequest(draftWith({ rules: "maxlength: 10;" }), 10)).toEqual({
    rules: "maxlength: 10;",
    pattern: undefined,
    length: 10,
    exclude: " ",
  });
  expect(rulesForRequest(draftWith({ pattern: "a{4}", spaces: true }), 4)).toEqual({
    rules: undefined,
    pattern: "a{4}",
    length: 4,
    exclude: undefined,
  });
});
