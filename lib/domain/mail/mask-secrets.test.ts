import { expect, test } from "vitest";
import { placeholderSecrets, maskSecrets } from "./mask-secrets";

test("links lose their token, codes everything, and what is not there stays away", () => {
  const masked = maskSecrets({
    link: "https://example.org/reset-password/open?token=9mBq2Xv7",
    code: "4829 1357",
    notMeUrl: null,
  });
  expect(masked).toEqual({ link: "https://example.org/reset-password/open?token=****", code: "****", notMeUrl: null });
});

test("what has the form of neither is masked whole", () => {
  expect(maskSecrets({ link: "/reset?token=x", other: "secret" })).toEqual({ link: "****", other: "****" });
});

test("what stands in for links that are gone is an address still", () => {
  const { code, ...links } = placeholderSecrets("https://example.org");
  expect(code).toBe("****");
  for (const link of Object.values(links)) expect(new URL(link).href).toBe("https://example.org/****");
});
