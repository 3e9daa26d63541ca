import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { refusedState } from "./map-error";

test("a form gets the remaining attempts if they are counted", () => {
  expect(
    refusedState(new AppError("otp_invalid", "That code is wrong.", { extensions: { attempts_left: 3 } }), "r"),
  ).toMatchObject({ code: "otp_invalid", attemptsLeft: 3 });
  const extensions = { attempts_left: 3, clock_off_seconds: -300 };
  expect(refusedState(new AppError("otp_invalid", "That code is wrong.", { extensions }), "r")).toMatchObject({
    clockOffSeconds: -300,
  });
  expect(refusedState(new AppError("otp_invalid", "That code is wrong."), "r")).not.toHaveProperty("attemptsLeft");
});

test("a form never gets the mfa_token", () => {
  const error = new AppError("mfa_required", "Enter a code.", {
    extensions: { mfa_token: "secret", mfa_methods: ["totp"] },
  });
  expect(JSON.stringify(refusedState(error, "r"))).not.toContain("secret");
});
