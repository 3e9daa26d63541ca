import { expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path";

test.each([
  "/",
  "/account",
  "/account/sessions",
  "/admin/users?page=2&search=ada%40example.org",
  "/admin/users?search=a%2Fb",
  "/admin?next=//evil.example",
  "/account#two-factor",
  "/apiary",
  "/log-ins",
  "/.well-known/change-password",
])("%j is accepted unchanged", (path) => {
  expect(safeNextPath(path)).toBe(path);
});

test.each([
  undefined,
  null,
  "",
  " ",
  "account",
  "?next",
  "#top",
  "//evil.example",
  "///evil.example",
  "////evil.example/%2f..",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/account\\..\\evil",
  "https://evil.example",
  "https:/evil.example",
  "https:evil.example",
  "HTTPS://evil.example",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "blob:https://evil.example/1",
  "mailto:eve@evil.example",
  "@evil.example",
  ":443/evil",
  " /account",
  "/account ",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "/account\r\nSet-Cookie: a=b",
  "/\0/evil.example",
  "/\x7f",
  "/./evil",
  "/.//evil.example",
  "/..//evil.example",
  "/account/..//evil.example",
  "/account//evil.example",
  "/account/../api/v1/users",
  "/%2e%2e/api",
  "/%2f/evil.example",
  "/%2Fevil.example",
  "/%5cevil.example",
  "/%5C%5Cevil.example",
  "/%09/evil.example",
  "/%252fevil.example",
  "/%00",
  "/%",
  "/；evil",
  "/／evil.example",
  "／/evil.example",
  "/\u2028/evil.example",
  "\ufeff//evil.example",
  "/\u202egro.elpmaxe",
  "/api",
  "/api/",
  "/api/v1/users/me",
  "/API/v1",
  "/api?x",
  "/api#x",
  "/log-in",
  "/log-in?next=/log-in",
  "/log-in/confirm",
  "/log-out",
  "/Log-Out",
  `/${"a".repeat(2048)}`,
])("%j is refused", (text) => {
  expect(safeNextPath(text)).toBeNull();
});

test("no accepted path leaves the site, for all variations of known tricks", () => {
  const parts = ["/", "\\", ".", "..", "%2f", "%5c", "\t", "\n", "@", ":", "?", "#", "evil.example", "a"];
  const texts = parts.flatMap((a) => parts.flatMap((b) => parts.flatMap((c) => parts.map((d) => `/${a}${b}${c}${d}`))));
  for (const text of texts) {
    const path = safeNextPath(text);
    if (path !== null && new URL(path, "https://latchkey.example").origin !== "https://latchkey.example")
      throw new Error(`${text} leaves.`);
  }
});
