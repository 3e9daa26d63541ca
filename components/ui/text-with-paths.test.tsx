import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TextWithPaths } from "./text-with-paths";

test("a path of a page is a link, and files, addresses and fractions aren't", () => {
  const linked = (text: string): (string | undefined)[] =>
    [...renderToStaticMarkup(<TextWithPaths text={text} />).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(linked("Set it up at /account/security. Read /docs.")).toEqual(["/account/security", "/docs"]);
  expect(linked("See docs/operations.md, https://example.org/admin/users, ./admin and 1/2.")).toEqual([]);
});
