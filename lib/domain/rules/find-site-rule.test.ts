import { expect, test } from "vitest";
import { findChangePasswordUrl, findSiteRule } from "./find-site-rule";
import { siteDomains } from "./site-domains";
import type { SiteLists } from "./site-lists";

const lists: SiteLists = {
  passwordRules: {
    "bank.example": { "password-rules": "minlength: 8;" },
    "login.bank.example": { "password-rules": "minlength: 12;" },
    "only.example": { "password-rules": "minlength: 9;", "exact-domain-match-only": true },
    "shop.example": { "password-rules": "maxlength: 20;" },
    "new.example": { "password-rules": "required: digit;" },
    "old.example": { "password-rules": "required: upper;" },
    "source.example": { "password-rules": "required: lower;" },
    "xn--bcher-kva.example": { "password-rules": "minlength: 6;" },
  },
  sharedCredentials: [
    { shared: ["market.example", "shop.example", "store.example"] },
    { from: ["former.example"], to: ["new.example"] },
    { from: ["old.example"], to: ["moved.example"], fromDomainsAreObsoleted: true },
    { from: ["source.example"], to: ["target.example"] },
  ],
  changePasswordUrls: {
    "bank.example": "https://bank.example/password",
    "shop.example": "https://shop.example/me",
    "only-url.example": "https://only-url.example/me",
    "bad.example": "javascript:alert(1)",
  },
};

test.each([
  "bank.example",
  "BANK.Example",
  "bank.example.",
  "www.bank.example",
  "https://bank.example/",
  "http://user:secret@www.bank.example:8080/path?query#hash",
  "bank.example/path",
  "  bank.example  ",
  "a.b.bank.example",
])("%s is found as bank.example", (host) => {
  expect(findSiteRule(lists, host)).toEqual({
    domain: "bank.example",
    rules: "minlength: 8;",
    changePasswordUrl: "https://bank.example/password",
  });
});

test("the rule of the nearest domain applies", () => {
  expect(findSiteRule(lists, "www.login.bank.example")?.domain).toBe("login.bank.example");
  expect(findSiteRule(lists, "x.login.bank.example")?.rules).toBe("minlength: 12;");
});

test("a rule with exact-domain-match doesn't apply to subdomains", () => {
  expect(findSiteRule(lists, "only.example")?.domain).toBe("only.example");
  expect(findSiteRule(lists, "www.only.example")?.domain).toBe("only.example");
  expect(findSiteRule(lists, "sub.only.example")).toBeNull();
});

test("a site without a rule gets that of a site that shares its accounts", () => {
  expect(findSiteRule(lists, "market.example")).toEqual({
    domain: "shop.example",
    rules: "maxlength: 20;",
    changePasswordUrl: "https://shop.example/me",
  });
  expect(findSiteRule(lists, "my.store.example")?.domain).toBe("shop.example");
});

test("a one-way sharing applies in the reverse direction only for obsolete domains", () => {
  expect(findSiteRule(lists, "former.example")?.domain).toBe("new.example");
  expect(findSiteRule(lists, "moved.example")?.domain).toBe("old.example");
  expect(findSiteRule(lists, "target.example")).toBeNull();
});

test("a domain outside ASCII is found by its punycode", () => {
  expect(findSiteRule(lists, "bücher.example")?.domain).toBe("xn--bcher-kva.example");
});

test.each([
  "",
  ".",
  "..",
  "com",
  "localhost",
  "example",
  "http://",
  "ftp://bank.example",
  "1.2.3.4",
  "[::1]",
  "bank..example",
  "constructor",
  "a.constructor",
  "not a host.example",
])("%s has no rule", (host) => {
  expect(findSiteRule(lists, host)).toBeNull();
});

test("a public suffix of one label is never looked up", () => {
  expect(siteDomains("a.b.example.com")).toEqual(["a.b.example.com", "b.example.com", "example.com"]);
  expect(siteDomains("www.example.com")).toEqual(["example.com"]);
  expect(siteDomains("www.com")).toEqual(["www.com"]);
});

test("a change-password URL is returned without a rule too, and only if it is https", () => {
  expect(findChangePasswordUrl(lists, "www.only-url.example")).toBe("https://only-url.example/me");
  expect(findChangePasswordUrl(lists, "bad.example")).toBeNull();
  expect(findChangePasswordUrl(lists, "none.example")).toBeNull();
});
