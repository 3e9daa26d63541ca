import type { ComponentProps, ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ExportForm } from "./export-form";
import { UserOverview } from "./user-overview";

const idle = async (): Promise<never> => Promise.reject(new Error("Not called."));
const NOW = "2026-11-27T12:00:00.000Z";

type User = ComponentProps<typeof UserOverview>["user"];

const textOf = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ ([.,])/g, "$1");

function overview(user: Partial<User>, canMail = true): string {
  return textOf(
    <UserOverview
      user={{
        id: "2",
        email: "ada@example.org",
        username: null,
        full_name: null,
        role: "user",
        status: "active",
        is_active: true,
        disabled: false,
        two_factor_enabled: false,
        email_verified: false,
        must_change_password: false,
        created_at: "2020-01-01T00:00:00.000Z",
        last_sign_in_at: null,
        deleted_at: null,
        password_changed_at: NOW,
        frozen_until: null,
        two_factor_since: null,
        sessions: 0,
        may: ["read", "change", "make-reset-link", "require-password-change"],
        ...user,
      }}
      isSelf={false}
      isLastAdministrator={false}
      sessions={null}
      events={null}
      mayReadLog={false}
      canMail={canMail}
      now={NOW}
      actions={{
        saveProfile: idle,
        saveEmail: idle,
        changeRole: idle,
        setDisabled: idle,
        endSessions: idle,
        requirePassword: idle,
        makeResetLink: idle,
        resetTwoFactor: idle,
        setDeleted: idle,
      }}
    />,
  );
}

test("a user without a password isn't said to have set one", () => {
  expect(overview({})).toContain("Set just now.");
  const text = overview({ password_changed_at: null });
  expect(text).toContain("No password yet.");
  expect(text).not.toContain("just now");
});

test("a frozen account is shown as such, with its end", () => {
  expect(overview({})).not.toContain("Frozen");
  expect(overview({ frozen_until: "2026-11-28T11:00:00.000Z" })).toMatch(
    /Frozen .* This ends in 23 hours, 28 Nov 2026, 11:00/,
  );
});

test("the old address is said to be notified only on a server that sends mail", () => {
  expect(overview({})).toContain("We notify the old address.");
  expect(overview({}, false)).not.toMatch(/notify|receives reset links/);
});

test("the export keeps every filter of the list, and says so", () => {
  const html = renderToStaticMarkup(
    <ExportForm
      query={{ format: "csv", sort: "created", verified: false } as ComponentProps<typeof ExportForm>["query"]}
    />,
  );
  expect(html).toContain('name="verified" value="false"');
  expect(html).toContain("email not verified");
});
