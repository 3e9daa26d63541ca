import { expect, test } from "vitest";
import { nextRefreshToken, placeOfRefreshToken } from "./refresh-token";

test("each token of a family knows its place", () => {
  let token = "Zm_first-token0";
  for (let generation = 0; generation < 12; generation += 1) {
    const place = placeOfRefreshToken(token);
    expect(place).toEqual({ family: "Zm_first-token0", generation });
    token = nextRefreshToken(place, `secret-${generation}`);
  }
});

test.each(["", ".", "..", "a.b", "a.0.b", "a.01.b", "a.-1.b", "a.1e3.b", "a.1.b.c", "a.1.", ".1.b", "a.9999999999.b"])(
  "%j is a token without a known family",
  (token) => {
    expect(placeOfRefreshToken(token)).toEqual({ family: token, generation: 0 });
  },
);
