import { expect, test } from "vitest";
import { followedSite, onlyChoice, rulesAfter, siteAnswerOf, siteQueryOf, type SiteAnswer } from "./site-answer";

const found: SiteAnswer = { kind: "found", domain: "bank.example", rules: "minlength: 8;", changePasswordUrl: null };
const misses: SiteAnswer[] = [
  { kind: "unknown", site: "nowhere.example" },
  { kind: "choices", site: "shop", domains: ["shop.example"] },
  { kind: "no-lists" },
  { kind: "failed" },
];

test.each(misses)("after the answer %j, the rules of the earlier site are cleared", (miss) => {
  expect(rulesAfter(miss, found, "minlength: 8;")).toBe("");
});

test.each(misses)("after the answer %j, rules that the user wrote or changed stay", (miss) => {
  expect(rulesAfter(miss, found, "minlength: 9;")).toBe("minlength: 9;");
  expect(rulesAfter(miss, { kind: "none" }, "minlength: 8;")).toBe("minlength: 8;");
});

test("another site's rules replace all others", () => {
  expect(rulesAfter({ ...found, rules: "maxlength: 4;" }, found, "minlength: 9;")).toBe("maxlength: 4;");
});

test("a site is followed until its rules are changed", () => {
  expect(followedSite(found, "minlength: 8;")).toBe("bank.example");
  expect(followedSite(found, "minlength: 9;")).toBeNull();
  expect(followedSite({ kind: "unknown", site: "bank.example" }, "minlength: 8;")).toBeNull();
});

test.each([
  ["paypal.com", { site: "paypal.com" }],
  ["https://www.paypal.com/sign-up", { site: "https://www.paypal.com/sign-up" }],
  ["paypal", { site: "paypal", prefix: "paypal" }],
  ["paypal.", { site: "paypal.", prefix: "paypal." }],
  ["", { site: "" }],
])("%j is looked up as %j", (typed, query) => expect(siteQueryOf(typed)).toEqual(query));

test("a reply becomes an answer", () => {
  const reply = { site: null, domains: [], lists: { sites: 434 } };
  const site = { domain: "bank.example", rules: "minlength: 8;", change_password_url: null };
  expect(siteAnswerOf("bank.example", { ...reply, site })).toEqual(found);
  expect(siteAnswerOf("x", reply)).toEqual({ kind: "unknown", site: "x" });
  expect(siteAnswerOf("b", { ...reply, domains: ["bank.example"] })).toMatchObject({ kind: "choices" });
  expect(siteAnswerOf("x", { ...reply, site: { ...site, rules: null }, lists: { sites: 0 } }).kind).toBe("no-lists");
  expect(siteAnswerOf("x", { ...reply, lists: { sites: 0 } }).kind).toBe("no-lists");
});

test("one choice is the site that was meant", () => {
  expect(onlyChoice({ kind: "choices", site: "bank", domains: ["bank.example"] })).toBe("bank.example");
  expect(onlyChoice({ kind: "choices", site: "b", domains: ["bank.example", "best.example"] })).toBeNull();
  // It would be looked up again without end.
  expect(onlyChoice({ kind: "choices", site: "bank.example", domains: ["bank.example"] })).toBeNull();
  expect(onlyChoice(found)).toBeNull();
});
