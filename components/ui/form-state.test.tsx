import { expect, test } from "vitest";
import { type ActionState, idleActionState } from "@/lib/action-state";
import { keepValues } from "./form-state";

const refused: ActionState = { status: "refused", code: "validation", message: "No.", fieldErrors: {} };

function formWith(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("a refused form returns the named fields and no others", async () => {
  const action = keepValues(async () => refused, ["email", "username"]);
  const state = await action(idleActionState, formWith({ email: "ada@example.org", password: "secret" }));
  expect(state).toEqual({ ...refused, values: { email: "ada@example.org" } });
});

test("an accepted form returns no values", async () => {
  const action = keepValues(async () => ({ status: "done" }), ["email"]);
  expect(await action(idleActionState, formWith({ email: "ada@example.org" }))).toEqual({ status: "done" });
});

test("with always, an accepted form also returns the named fields", async () => {
  const action = keepValues(async () => ({ status: "done", message: "Sent." }), ["email"], { always: true });
  const state = await action(idleActionState, formWith({ email: "ada@example.org", password: "secret" }));
  expect(state).toEqual({ status: "done", message: "Sent.", values: { email: "ada@example.org" } });
});

test("a submission that isn't a form returns no values", async () => {
  const action = keepValues(async () => refused, ["email"]);
  for (const sent of [[1, 2], null, "email"])
    expect(await action(idleActionState, sent as unknown as FormData)).toEqual({ ...refused, values: {} });
});
