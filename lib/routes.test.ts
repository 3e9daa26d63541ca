import { expect, test } from "vitest";
import { afterConfirmation, routes, withoutConfirmation } from "./routes";

test.each([routes.auditLog(), routes.auditLog({ action: "user.export" })])(
  "who cancels the confirmation of a download returns to %s, which then offers nothing",
  (page) => {
    expect(afterConfirmation(page)).not.toBe(page);
    expect(withoutConfirmation(afterConfirmation(page))).toBe(page);
    expect(withoutConfirmation(page)).toBeNull();
  },
);
