import { expect, test } from "vitest";
import { runFuzz } from "./run-fuzz";

test("every operation and alias succeeds once, and changed requests get documented answers and no 5xx", async () => {
  const { succeeded, problems } = await runFuzz({ requests: 50, seed: 7 });
  expect([...problems]).toEqual([]);
  expect(succeeded.size).toBeGreaterThan(90);
}, 300_000);
