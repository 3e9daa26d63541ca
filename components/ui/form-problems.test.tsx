import { expect, test } from "vitest";
import { type FieldPlans, problemsIn, refusalOf } from "./form-problems";
import type { FormState } from "./form-state";

const plans: FieldPlans = { email: { label: "E-mail address" }, password: { label: "Password" } };

function refused(changes: Partial<Extract<FormState, { status: "refused" }>>): FormState {
  return { status: "refused", code: "validation", message: "Refused", fieldErrors: {}, ...changes };
}

test("the fields to mend are named in the order of the form", () => {
  const fieldErrors = { password: "Is required", email: "Is required" };
  expect(refusalOf(refused({ fieldErrors }), plans)).toEqual({
    message: "2 fields need another look.",
    fields: [
      { name: "email", label: "E-mail address", message: "Is required." },
      { name: "password", label: "Password", message: "Is required." },
    ],
  });
});

test("a refusal of no field of the form is told in the server's words", () => {
  const state = refused({ code: "bad_request", message: "Wrong e-mail or password", fieldErrors: { other: "No" } });
  expect(refusalOf(state, plans)).toEqual({ message: "Wrong e-mail or password.", fields: [] });
});

test("only a failure of the server's own shows the request id", () => {
  expect(refusalOf(refused({ code: "internal", requestId: "r1" }), plans)?.message).toContain("r1");
  expect(refusalOf(refused({ code: "forbidden", requestId: "r1" }), plans)?.message).not.toContain("r1");
});

test("nothing is wrong with a form that was accepted or not sent", () => {
  expect(refusalOf({ status: "idle" }, plans)).toBeNull();
  expect(refusalOf({ status: "done" }, plans)).toBeNull();
});

test("one problem is not counted as several", () => {
  expect(problemsIn({ email: "Enter your e-mail address." }, plans).message).toBe("One field needs another look.");
});
