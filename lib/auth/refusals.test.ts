import { CallbackRouteError, CredentialsSignin, MissingCSRF, UnknownAction } from "@auth/core/errors";
import { expect, test } from "vitest";
import { isRefusal } from "./refusals";

test("a refused ticket, a missing CSRF token and an unknown action are refusals, also under minified class names", () => {
  for (const type of [CredentialsSignin, MissingCSRF, UnknownAction]) {
    class e extends type {}
    const minified = new e();
    expect(minified.name).toBe("e");
    expect(isRefusal(minified)).toBe(true);
  }
});

test("an error inside the log-in and any other error are faults", () => {
  class e extends CallbackRouteError {}
  expect(isRefusal(new e("The database doesn't answer."))).toBe(false);
  expect(isRefusal(Object.assign(new Error(), { name: "CredentialsSignin" }))).toBe(false);
});
