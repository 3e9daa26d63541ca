import { expect, test } from "vitest";
import { type ActionState, idleActionState } from "@/lib/action-state";
import { keepValues } from "./form-state";

const refused: ActionState = { status: "refused", code: "validation", message: "No.", fieldErrors: {} };

function formWith(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("a refused form gets back the named fields and no others", async () => {
  const action = keepValues(async () => refused, ["email", "username"]);
  const state = await action(idleActionState, formWith({ email: "ada@example.org", password: "secret" }));
  expect(state).toEqual({ ...refused, values: { email: "ada@example.org" } });
});

test("a form that was accepted gets nothing back", async () => {
  const action = keepValues(async () => ({ status: "done" }), ["email"]);
  expect(await action(idleActionState, formWith({ email: "ada@example.org" }))).toEqual({ status: "done" });
});

test("a step that goes on with what was typed gets it back when it was accepted, too", async () => {
  const action = keepValues(async () => ({ status: "done", message: "Sent." }), ["email"], { always: true });
  const state = await action(idleActionState, formWith({ email: "ada@example.org", password: "secret" }));
  expect(state).toEqual({ status: "done", message: "Sent.", values: { email: "ada@example.org" } });
});

test("whatever came that is no form has nothing to give back", async () => {
  const action = keepValues(async () => refused, ["email"]);
  for (const sent of [[1, 2], null, "email"])
    expect(await action(idleActionState, sent as unknown as FormData)).toEqual({ ...refused, values: {} });
});
