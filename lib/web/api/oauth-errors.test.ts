import { expect, test } from "vitest";
import { AppError, type ErrorCode } from "@/lib/errors";
import { problems } from "./map-error";
import { oauthErrorReply } from "./oauth-errors";

const codes = Object.keys(problems) as ErrorCode[];

test("only 429 and 503 are temporarily_unavailable; a request that is too large is invalid", () => {
  for (const code of codes) {
    const { status, body } = oauthErrorReply(new AppError(code, "…"), "id");
    expect(JSON.parse(body).error === "temporarily_unavailable", code).toBe(status === 429 || status === 503);
  }
  const errorOf = (code: ErrorCode) => JSON.parse(oauthErrorReply(new AppError(code, "…"), "id").body).error;
  expect(errorOf("payload_too_large")).toBe("invalid_request");
  expect(errorOf("two_factor_required")).toBe("insufficient_scope");
  expect(errorOf("internal")).toBe("server_error");
});
