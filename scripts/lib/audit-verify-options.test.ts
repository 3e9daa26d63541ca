import { expect, test } from "vitest";
import { parseVerifyOptions } from "./audit-verify-options";

const seal = `v1.n8QXc0aB.${"x".repeat(43)}`;

test("an anchor is parsed as it was printed", () => {
  expect(parseVerifyOptions(["--expect", `1284:${seal}`])).toEqual({
    expect: { sealed: 1284, seal },
    sealsLate: false,
  });
  expect(parseVerifyOptions([`--expect=1:${seal}`, "--seal-late"])).toEqual({
    expect: { sealed: 1, seal },
    sealsLate: true,
  });
  expect(parseVerifyOptions([])).toEqual({ sealsLate: false });
  expect(parseVerifyOptions(["--archive", "a.jsonl", "--expect", `1:${seal}`])).toEqual({
    archive: "a.jsonl",
    expect: { sealed: 1, seal },
    sealsLate: false,
  });
});

test.each([
  ["--expect"],
  ["--expect", "12"],
  ["--expect", `0:${seal}`],
  ["--expect", `1:${seal}x`],
  ["--archive"],
  ["--archive", "a.jsonl", "--seal-late"],
  ["--unknown"],
  ["something"],
])("%j is refused", (...args) => {
  expect(parseVerifyOptions(args)).toBeNull();
});
