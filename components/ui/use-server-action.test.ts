import { afterEach, expect, test, vi } from "vitest";
import { isUnanswered, unanswered } from "./use-server-action";

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["offline", false, new TypeError("Failed to fetch"), "You seem to be offline. Try again."],
  ["without a server", true, new TypeError("Failed to fetch"), "The server couldn’t be reached. Try again."],
  ["with a strange answer", true, new Error("?"), "The server gave no answer that this page understands. Try again."],
])("a request %s is a refusal that says so", (_, onLine, error, message) => {
  vi.stubGlobal("navigator", { onLine });
  expect(unanswered(error)).toMatchObject({ status: "refused", message, fieldErrors: {} });
});

test("only a request without an answer keeps secrets in their fields", () => {
  vi.stubGlobal("navigator", { onLine: true });
  expect(isUnanswered(unanswered(new TypeError("Failed to fetch")))).toBe(true);
  const refusal = { status: "refused", message: "Busy", fieldErrors: {}, requestId: "node-1" } as const;
  expect(isUnanswered({ ...refusal, code: "unavailable" })).toBe(false);
  expect(isUnanswered({ ...refusal, code: "wrong_password" })).toBe(false);
  expect(isUnanswered({ status: "idle" })).toBe(false);
});
