import { describe, expect, test } from "vitest";
import { commonDrift, describeDrift, type CodeDrift } from "./clock-drift";

const code = (step: number, drift: number, authenticatorId = "phone"): CodeDrift => ({ authenticatorId, step, drift });

describe("two wrong codes", () => {
  test("of later steps with the same drift show how far the clock is off", () => {
    expect(commonDrift([code(1010, 10)], [code(1011, 10)])).toBe(10);
    expect(commonDrift([code(990, -10)], [code(992, -10)])).toBe(-10);
  });

  test("of a clock that is off by any number of seconds show it, however long the typing takes", () => {
    const shownAfter = (offSeconds: number, at: number, typingSeconds: number): CodeDrift => {
      const step = Math.floor((at + offSeconds) / 30);
      return code(step, step - Math.floor((at + typingSeconds) / 30));
    };
    for (let off = 90; off < 150; off += 7)
      for (let at = 0; at < 30; at += 5)
        for (const [first, second] of [
          [1, 29],
          [29, 1],
          [0, 0],
        ] as const) {
          const drift = commonDrift([shownAfter(off, at, first)], [shownAfter(off, at + 40, second)]);
          expect(drift, `${off} s, at ${at} s`).not.toBeNull();
          expect(Math.abs((drift ?? 0) * 30 - off)).toBeLessThanOrEqual(60);
        }
  });

  test("may be typed at different moments of their steps", () => {
    expect(commonDrift([code(1010, 10)], [code(1011, 11)])).toBe(11);
    expect(commonDrift([code(1010, 10)], [code(1011, 9)])).toBe(9);
    expect(commonDrift([code(1010, 10)], [code(1013, 12)])).toBe(12);
    expect(commonDrift([code(1010, 10)], [code(1014, 13)])).toBeNull();
  });

  test("show nothing when they are one code, or of another authenticator, or the later one is older", () => {
    expect(commonDrift([code(1010, 10)], [code(1010, 10)])).toBeNull();
    expect(commonDrift([code(1010, 10)], [code(1010, 9)])).toBeNull();
    expect(commonDrift([code(1010, 10)], [code(1011, 10, "tablet")])).toBeNull();
    expect(commonDrift([code(1011, 10)], [code(1010, 10)])).toBeNull();
  });

  test("show nothing when one of them fits no step", () => {
    expect(commonDrift([], [code(1011, 10)])).toBeNull();
    expect(commonDrift([code(1010, 10)], [])).toBeNull();
  });

  test("are compared in all steps that they fit", () => {
    expect(commonDrift([code(900, -100), code(1010, 10)], [code(950, -51), code(1011, 10)])).toBe(10);
  });
});

test.each([
  [2, "about a minute ahead"],
  [-2, "about a minute behind"],
  [5, "about 3 minutes ahead"],
  [-20, "about 10 minutes behind"],
  [119, "about an hour ahead"],
  [-120, "about an hour behind"],
])("%i steps are %s", (drift, text) => {
  expect(describeDrift(drift)).toBe(text);
});
