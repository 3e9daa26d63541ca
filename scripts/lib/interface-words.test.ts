import { expect, test } from "vitest";
import { findUnwantedExpressions } from "./interface-words.mjs";

const found = (source: string): string[] => findUnwantedExpressions("page.tsx", source).map((finding) => finding.found);

test("finds unwanted expressions in strings, templates and JSX text, also across a line break", () => {
  expect(found('const text = "Sign in to go on";')).toEqual(["Sign in"]);
  expect(found("const text = `Sorry, ${name}`;")).toEqual(["Sorry"]);
  expect(found("const page = <p>You are signed\n  in.</p>;")).toEqual(["signed in"]);
});

test("ignores identifiers, comments, imports, codes and the fixed replies of the API", () => {
  expect(found("// somebody\nconst people = login();")).toEqual([]);
  expect(found('import { people } from "./people list";')).toEqual([]);
  expect(found('const path = "people";')).toEqual([]);
  expect(found('const message = "Login successful";')).toEqual([]);
});

test("names the line and what to write instead", () => {
  const [finding] = findUnwantedExpressions("page.tsx", 'const a = 1;\nconst text = "Enter your e-mail";');
  expect(finding).toEqual({ line: 2, found: "e-mail", instead: "email" });
});
