import { expect, test } from "vitest";
import type { SiteAnswer } from "@/lib/domain/rules/site-answer";
import { completeSite, lookUpSite, rememberAnswer } from "./look-up-site";

// Outside a page, the API's relative URL can't be fetched, as without a network.

test("without a network, a site that was looked up before is found in any spelling, and others aren't", async () => {
  const found: SiteAnswer = { kind: "found", domain: "bank.example", rules: "minlength: 8;", changePasswordUrl: null };
  const unknown: SiteAnswer = { kind: "unknown", site: "nowhere.example" };
  expect(await lookUpSite("bank.example")).toEqual({ kind: "failed" });
  rememberAnswer("bank-abroad.example", found);
  rememberAnswer("nowhere.example", unknown);
  for (const site of ["bank.example", " https://www.Bank.example/sign-up ", "bank-abroad.example"])
    expect(await lookUpSite(site)).toEqual(found);
  expect(await lookUpSite("nowhere.example")).toEqual(unknown);
  expect(await lookUpSite("shop.example")).toEqual({ kind: "failed" });
  expect(await completeSite("Ban")).toEqual(["bank.example"]);
  expect(await completeSite("shop")).toEqual([]);
});

test("that the server had no lists isn't remembered", async () => {
  rememberAnswer("early.example", { kind: "no-lists" });
  expect(await lookUpSite("early.example")).toEqual({ kind: "failed" });
});
