import { expect, test } from "vitest";
import { maskSecrets } from "./mask-secrets";

test("links lose their token, codes everything, and what is not there stays away", () => {
  const masked = maskSecrets({ link: "https://example.org/reset-password/open?token=9mBq2Xv7", code: "4829 1357", notMeUrl: null });
  expect(masked).toEqual({ link: "https://example.org/reset-password/open?token=****", code: "****", notMeUrl: null });
});

test("what has the form of neither is masked whole", () => {
  expect(maskSecrets({ link: "/reset?token=x", other: "secret" })).toEqual({ link: "****", other: "****" });
});
