import { expect, test } from "vitest";
import { readSiteSentence } from "@/lib/domain/rules/site-sentence";
import { changedSettings } from "./changed-settings";
import type { RulesDraft } from "./generator-drafts";
import {
  readRulesDraft,
  rulesForUrl,
  rulesForRequest,
  defaultRulesInUrl,
  forbidsSpaces,
  rulesAfterSentence,
  rulesOnForm,
} from "./rules-settings";

const draftWith = (changes: Partial<RulesDraft> = {}): RulesDraft => ({
  rules: "",
  pattern: "",
  length: "20",
  spaces: false,
  siteAnswer: { kind: "none" },
  sentence: "",
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

const requestFor = (draft: RulesDraft): object => {
  const reading = readRulesDraft(draft);
  if (reading.kind === "refused") throw new Error(reading.message);
  return Object.fromEntries(changedSettings(rulesForRequest(draft, reading.generator), {}));
};

test("the request has the length that the rules allow, and excludes the space", () => {
  expect(requestFor(draftWith({ rules: "maxlength: 10;" }))).toEqual({
    rules: "maxlength: 10;",
    length: 10,
    exclude: " ",
  });
  expect(requestFor(draftWith({ pattern: "a{4}", spaces: true }))).toEqual({ pattern: "a{4}", length: 4 });
});

test("the request doesn't exclude a space that no password could have", () => {
  expect(requestFor(draftWith({ rules: "allowed: lower, digit;" }))).toEqual({
    rules: "allowed: lower, digit;",
    length: 20,
  });
  expect(requestFor(draftWith())).toEqual({ length: 20 });
});

test("a site's sentence replaces the rules, and its removal removes only the rules that it gave", () => {
  const draft = draftWith({ rules: "minlength: 30;", spaces: true });
  const after = rulesAfterSentence("8–20 characters, no spaces", draft);
  expect(after).toEqual({
    sentence: "8–20 characters, no spaces",
    rules: "minlength: 8; maxlength: 20;",
    siteAnswer: { kind: "none" },
    spaces: false,
  });
  expect(rulesAfterSentence("", { ...draft, ...after })).toEqual({ sentence: "", rules: "" });
  expect(rulesAfterSentence("", { ...draft, ...after, rules: "minlength: 9;" })).toEqual({ sentence: "" });
});

test("spaces are no choice where the site's sentence in use or the rules rule them out", () => {
  const forbidden = (changes: Partial<RulesDraft>) => {
    const draft = draftWith(changes);
    return forbidsSpaces(draft, readSiteSentence(draft.sentence));
  };
  const sentence = "8–20 characters, no spaces";
  expect(forbidden({ sentence, rules: "minlength: 8; maxlength: 20;" })).toBe(true);
  expect(forbidden({ sentence, rules: "minlength: 9;" })).toBe(false);
  expect(forbidden({ rules: "required: lower; required: digit;" })).toBe(true);
  expect(forbidden({ rules: "required: lower; allowed: [ -];" })).toBe(false);
  expect(forbidden({ rules: "minlength: 8;" })).toBe(false);
});

test("a sentence that is understood takes over from the site that was looked up", () => {
  const draft = draftWith({ siteAnswer: { kind: "unknown", site: "nowhere.example" } });
  expect(rulesAfterSentence("8–20 characters", draft)).toMatchObject({ siteAnswer: { kind: "none" } });
  expect(rulesAfterSentence("Choose wisely", draft)).not.toHaveProperty("siteAnswer");
  const withoutLists = draftWith({ siteAnswer: { kind: "no-lists" } });
  expect(rulesAfterSentence("8–20 characters", withoutLists)).not.toHaveProperty("siteAnswer");
});

test("a sentence that isn't understood keeps the user's rules", () => {
  expect(rulesAfterSentence("Choose wisely", draftWith({ rules: "minlength: 30;" }))).toEqual({
    sentence: "Choose wisely",
  });
});

test("a sentence that demands a space allows spaces", () => {
  expect(rulesAfterSentence("must contain a space", draftWith())).toMatchObject({ spaces: true });
});

test("rules with a syntax error can't be shown as a form", () => {
  expect(rulesOnForm("minlength: x")).toBeNull();
  expect(rulesOnForm("minlength: 9")?.form.lengthMin).toBe(9);
});
