import { expect, test } from "vitest";
import { askAdministrator, supportHref } from "./ask-administrator";

test("the contact of the operator is named, whatever it is", () => {
  expect(askAdministrator("for help", null)).toBe("Ask an administrator for help.");
  expect(askAdministrator("for help", "help@example.org")).toBe(
    "Ask an administrator for help. Contact: help@example.org",
  );
  expect(askAdministrator("for help", "The desk on floor 2.")).toBe(
    "Ask an administrator for help. Contact: The desk on floor 2.",
  );
});

test("only a web address and an email address become links", () => {
  expect(supportHref("https://help.example.org/x")).toBe("https://help.example.org/x");
  expect(supportHref("help@example.org")).toBe("mailto:help@example.org");
  for (const text of ["The desk on floor 2.", "javascript:alert(1)", "Ada <ada@example.org>"])
    expect(supportHref(text)).toBeNull();
});
