import { isReservedUsername } from "@/lib/domain/accounts/reserved-usernames";
import { AppError } from "@/lib/errors";

/** For usernames that users choose for themselves; administrators may give any name. */
export function refuseReservedUsername(username: string | null | undefined): void {
  if (username === null || username === undefined || !isReservedUsername(username)) return;
  const message = "Is reserved. Choose another one";
  throw new AppError("validation", `username: ${message}.`, {
    fieldErrors: [{ path: ["username"], message, type: "reserved" }],
  });
}
