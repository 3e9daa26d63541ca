import { expect, test } from "vitest";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { countOf, padHashes } from "./breached-hashes";

// SHA-1 of "password".
const HASH = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
const row = { suffix: HASH.slice(5), count: 10_437_277 };
const rowsOf = (length: number) =>
  Array.from({ length }, (_, index) => ({ suffix: index.toString(16).toUpperCase().padStart(35, "0"), count: 3 }));

test.each([
  [0, 1000],
  [1, 1000],
  [999, 1000],
  [1000, 1000],
  [1001, 1500],
  [1501, 2000],
])("a list of %i hashes is padded to %i", (real, padded) => {
  const hashes = padHashes(rowsOf(real), seededRandom(1));
  expect(hashes).toHaveLength(padded);
  expect(hashes.filter(({ count }) => count > 0)).toEqual(rowsOf(real));
  for (const { suffix } of hashes) expect(suffix).toMatch(/^[0-9A-F]{35}$/);
});

test("padding isn't recognised by its place, and replaces that of the service", () => {
  const hashes = padHashes([row, { suffix: "F".repeat(35), count: 0 }], seededRandom(2));
  expect(hashes.map(({ suffix }) => suffix)).toEqual(hashes.map(({ suffix }) => suffix).toSorted());
  expect(hashes).not.toContainEqual({ suffix: "F".repeat(35), count: 0 });
});

test("a hash is found however it is written, and padding counts for nothing", () => {
  expect(countOf(HASH.toLowerCase(), [row])).toBe(10_437_277);
  expect(countOf(HASH, [{ ...row, count: 0 }])).toBe(0);
  expect(countOf(HASH, rowsOf(5))).toBe(0);
});
