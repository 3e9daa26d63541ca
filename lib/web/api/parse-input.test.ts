import { expect, test } from "vitest";
import { z } from "zod";
import type { AppError } from "@/lib/errors";
import { parseInput } from "./parse-input";

const schema = z.strictObject({ items: z.array(z.number()).optional() });

function refusalOf(raw: unknown): AppError {
  try {
    parseInput(schema, raw);
  } catch (error) {
    return error as AppError;
  }
  throw new Error("The input was accepted.");
}

test.each([
  ["unknown fields", Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field-${index}`, 1]))],
  ["wrong values", { items: Array.from({ length: 5_000 }, () => "x") }],
])("of thousands of %s 20 are described, so that a refusal is no larger than the request", (_, raw) => {
  const { fieldErrors, message } = refusalOf(raw);
  expect(fieldErrors).toHaveLength(20);
  expect(message.length).toBeLessThan(2_000);
});
