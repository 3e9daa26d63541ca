import { expect, test } from "vitest";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { fieldsOf } from "./fields-of";
import { createQueryMemo } from "./query-memo";

const memo = () => createQueryMemo(fieldsOf(generatePasswordSchema));

test("a query of numbers, booleans and choices is remembered, and its input can't be changed", () => {
  const { find, keep } = memo();
  const input = { length: 16 };
  keep("length=16", { length: 16 }, input);
  keep("mode=pin&length=4&say=true", { mode: "pin", length: 4, say: true }, {});
  expect(find("length=16")).toBe(input);
  expect(find("mode=pin&length=4&say=true")).toBeDefined();
  expect(find("length=17")).toBeUndefined();
  expect(() => {
    "use strict";
    input.length = 1;
  }).toThrow(TypeError);
});

test.each(["username", "name", "site", "rules", "pattern", "symbols", "unknown", "__proto__"])(
  "a query with the text %s isn't remembered",
  (field) => {
    const { find, keep } = memo();
    const raw = Object.defineProperty({ length: 16 }, field, { value: "hunter2", enumerable: true });
    keep(`length=16&${field}=hunter2`, raw, {});
    expect(find(`length=16&${field}=hunter2`)).toBeUndefined();
  },
);

test("the number of queries and their length are limited", () => {
  const { find, keep } = memo();
  for (let length = 0; length < 1_000; length += 1) keep(`length=${length}`, { length }, { length });
  const kept = Array.from({ length: 1_000 }, (_, length) => find(`length=${length}`)).filter(Boolean);
  expect(kept.length).toBe(200);
  expect(find("length=999")).toBeDefined();
  const long = `length=16${"&".repeat(200)}`;
  keep(long, { length: 16 }, {});
  expect(find(long)).toBeUndefined();
});
