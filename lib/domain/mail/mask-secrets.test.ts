import { expect, test } from "vitest";
import { placeholderSecrets, maskSecrets } from "./mask-secrets";

test("masks the tokens of links and whole codes, and keeps null", () => {
  const masked = maskSecrets({
    link: "https://example.org/reset-password/open?token=9mBq2Xv7",
    code: "4829 1357",
    notMeUrl: null,
  });
  expect(masked).toEqual({ link: "https://example.org/reset-password/open?token=****", code: "****", notMeUrl: null });
});

test("masks any other text completely", () => {
  expect(maskSecrets({ link: "/reset?token=x", other: "secret" })).toEqual({ link: "****", other: "****" });
});

test("placeholders for links are URLs", () => {
  const { code, ...links } = placeholderSecrets("https://example.org");
  expect(code).toBe("****");
  for (const link of Object.values(links)) expect(new URL(link).href).toBe("https://example.org/****");
});
