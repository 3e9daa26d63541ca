import { expect, test } from "vitest";
import { isValidHost } from "./host";

test.each([
  "localhost",
  "localhost:3000",
  "passwords.example.org:",
  "127.0.0.1:80",
  "[::1]",
  "[::1]:3000",
  "[::ffff:127.0.0.1]",
  "[v1.a:b]",
  "latchkey_upstream",
  "xn--bcher-kva.example",
  "b%C3%BCcher.example",
  "a!$&'()*+,;=~b",
  `${"a".repeat(253)}`,
])("the Host %j is valid", (host) => {
  expect(isValidHost(host)).toBe(true);
});

test.each([
  "",
  ":80",
  'a b"<>',
  "a b",
  "a\tb",
  "a/b",
  "a?b",
  "a#b",
  "a\\b",
  "a@b",
  "user:password@a",
  "a:b",
  "a:80:80",
  "a:-1",
  "a:65536",
  "a:99999999999999999999",
  "::1",
  "[::1",
  "::1]",
  "[]",
  "[::1]x",
  "[::1%25eth0]",
  "[fe80::1%eth0]",
  "[localhost]",
  "[g::1]",
  "a%",
  "a%2",
  "a%zz",
  "bücher.example",
  "a, b:1",
  "http://a",
])("the Host %j is malformed", (host) => {
  expect(isValidHost(host)).toBe(false);
});
