import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FormErrorSummary } from "./form-error-summary";
import { type FieldPlans, problemsIn, refusalOf } from "./form-problems";
import type { FormState } from "./form-state";

const plans: FieldPlans = { email: { label: "Email address" }, password: { label: "Password" } };

function refused(changes: Partial<Extract<FormState, { status: "refused" }>>): FormState {
  return { status: "refused", code: "validation", message: "Refused", fieldErrors: {}, ...changes };
}

test("invalid fields are listed in the order of the form", () => {
  const fieldErrors = { password: "Is required", email: "Is required" };
  expect(refusalOf(refused({ fieldErrors }), plans)).toEqual({
    message: "There are 2 problems:",
    fields: [
      { name: "email", label: "Email address", message: "Is required." },
      { name: "password", label: "Password", message: "Is required." },
    ],
  });
});

test("a refusal without field errors shows the server's message", () => {
  const state = refused({ code: "bad_request", message: "Wrong email or password", fieldErrors: { other: "No" } });
  expect(refusalOf(state, plans)).toEqual({ message: "Wrong email or password.", fields: [] });
});

test("only an internal error shows the request ID", () => {
  expect(refusalOf(refused({ code: "internal", requestId: "r1" }), plans)?.message).toContain("r1");
  expect(refusalOf(refused({ code: "forbidden", requestId: "r1" }), plans)?.message).not.toContain("r1");
});

test("a form that was accepted or not sent has no problems", () => {
  expect(refusalOf({ status: "idle" }, plans)).toBeNull();
  expect(refusalOf({ status: "done" }, plans)).toBeNull();
});

test("one problem has a message in the singular", () => {
  expect(problemsIn({ email: "Enter your email address." }, plans).message).toBe("There is one problem:");
});

test("a message of the API is shown as a sentence with curly apostrophes", () => {
  expect(problemsIn({ email: "This isn't the 'new' address" }, plans).fields[0]?.message).toBe(
    "This isn’t the 'new' address.",
  );
});

test("a single problem is announced and shown at its field only; more are listed above the form", () => {
  const summaryOf = (messages: Record<string, string>): string =>
    renderToStaticMarkup(<FormErrorSummary problems={problemsIn(messages, plans)} />);
  const one = summaryOf({ email: "Is required" });
  expect(one).toMatch(/role="alert"[^>]*class="sr-only"/);
  expect(one).toContain("Email address: Is required.");
  const two = summaryOf({ email: "Is required", password: "Is required" });
  expect(two).not.toContain("sr-only");
  expect(two).toContain('href="#password"');
});
