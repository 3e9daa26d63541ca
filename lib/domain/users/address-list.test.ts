import { expect, test } from "vitest";
import { parseAddressList } from "./address-list";

const read = (text: string) =>
  parseAddressList(text).map((line) => [line.line, line.email === null ? line.reason : line.email.address]);

test("reads addresses alone, with names, several a line and among the cells of a CSV", () => {
  const text = [
    "Name;Email;Group",
    "Ada Lovelace;ada@example.org;Rowing",
    "",
    'Grace Hopper <grace@example.org>, "Turing, Alan" <alan@example.org>',
    "mailto:linus@example.org",
    '"quoted@example.org"',
    "Mary Ann Evans mary@example.org",
    "\ttab@bücher.example\tx",
  ].join("\r\n");
  expect(read(`\ufeff${text}`)).toEqual([
    [2, "ada@example.org"],
    [4, "grace@example.org"],
    [4, "alan@example.org"],
    [5, "linus@example.org"],
    [6, "quoted@example.org"],
    [7, "mary@example.org"],
    [8, "tab@xn--bcher-kva.example"],
  ]);
});

test("takes the name beside an address, and nothing that may be something else", () => {
  const names = parseAddressList(
    [
      "Ada Lovelace;ada@example.org;Rowing",
      'Grace Hopper <grace@example.org>, "Alan  Turing" <alan@example.org>',
      "Mary Ann Evans mary@example.org",
      "linus@example.org, trainer",
      "Board Member, Eva Lang, eva@example.org",
      "Phone +49 30 1234, kurt@example.org",
      `${"Long ".repeat(30)}<long@example.org>`,
      "alone@example.org",
    ].join("\n"),
  ).map(({ name }) => name);
  expect(names).toEqual([
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Mary Ann Evans",
    null,
    null,
    null,
    null,
    null,
  ]);
});

test("lists every line without a valid address, with the reason", () => {
  expect(read("Ada Lovelace\nada@\na@b@example.org\nok@example.org")).toEqual([
    [1, "no_address"],
    [2, "invalid_address"],
    [3, "invalid_address"],
    [4, "ok@example.org"],
  ]);
  // Only the first line can be a heading.
  expect(read("ok@example.org\nEmail")).toEqual([
    [1, "ok@example.org"],
    [2, "no_address"],
  ]);
});

test("a valid address isn't hidden by an invalid one in the same line", () => {
  expect(read("one@, two@example.org")).toEqual([
    [1, "invalid_address"],
    [1, "two@example.org"],
  ]);
});
