import { expect, test } from "vitest";
import { looksLikeSite } from "./site-domains";

test.each(["paypal.com", " www.paypal.com ", "https://paypal.com/signup?a=1", "bücher.example", "login.bank.example/"])(
  "%j looks like a site",
  (text) => {
    expect(looksLikeSite(text)).toBe(true);
  },
);

test.each(["", "digits", "8-20", "8.20", "a letter. a digit", "!@#$%.", "no spaces.", "me@paypal.com", "..com"])(
  "%j doesn't look like a site",
  (text) => {
    expect(looksLikeSite(text)).toBe(false);
  },
);
