import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FormErrorSummary } from "./form-error-summary";
import { type FieldPlans, leftOf, problemsIn, refusalOf } from "./form-problems";
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

test("one or two problems are announced and shown at their fields only; more are listed above the form", () => {
  const summaryOf = (messages: Record<string, string>): string =>
    renderToStaticMarkup(<FormErrorSummary problems={problemsIn(messages, plans)} />);
  const one = summaryOf({ email: "Is required" });
  expect(one).toMatch(/role="alert"[^>]*class="sr-only"/);
  expect(one).toContain("Email address: Is required.");
  const two = summaryOf({ email: "Is required", password: "Is required" });
  expect(two).toMatch(/role="alert"[^>]*class="sr-only"/);
  expect(two).toContain("Password: Is required.");
  const three = renderToStaticMarkup(
    <FormErrorSummary
      problems={problemsIn(
        { email: "Is required", password: "Is required", name: "Is required" },
        { ...plans, name: { label: "Name" } },
      )}
    />,
  );
  expect(three).not.toContain("sr-only");
  expect(three).toContain('href="#password"');
});

test("a mended field leaves the summary, which goes with the last of them and otherwise keeps its place", () => {
  const refusal = problemsIn(
    { email: "Is required", password: "Is required", name: "Is required" },
    { ...plans, name: { label: "Name" } },
  );
  const summaryWith = (open: string[]): string =>
    renderToStaticMarkup(<FormErrorSummary problems={leftOf(refusal, (name) => open.includes(name))} />);
  const left = summaryWith(["password"]);
  expect(left).toContain("There is one problem:");
  expect(left).toContain('href="#password"');
  expect(left).not.toMatch(/#email|sr-only/);
  expect(summaryWith([])).toBe("");
  const general = { message: "Wrong email or password.", fields: [] };
  expect(leftOf(general, () => false)).toBe(general);
});

test("a refusal that empties a field leads back to it, unless the request got no answer", () => {
  const forgetful: FieldPlans = { ...plans, password: { label: "Password", forget: true } };
  expect(refusalOf(refused({ code: "invalid_credentials" }), forgetful)?.emptied).toBe("password");
  expect(refusalOf(refused({ code: "unavailable" }), forgetful)?.emptied).toBeUndefined();
  expect(refusalOf(refused({ code: "invalid_credentials" }), plans)?.emptied).toBeUndefined();
});

test("words of a message can be a link", () => {
  const summary = renderToStaticMarkup(
    <FormErrorSummary
      problems={{ message: "Wrong. Try again or reset your password.", fields: [] }}
      link={{ words: "reset your password", href: "/forgot-password" }}
    />,
  );
  expect(summary).toMatch(/Try again or <a href="\/forgot-password"[^>]*>reset your password<\/a>\./);
});
