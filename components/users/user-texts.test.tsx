import type { ComponentProps, ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ExportForm } from "./export-form";
import { UserActions } from "./user-actions";
import { UserFacts } from "./user-facts";
import { UserInvitation } from "./user-invitation";
import { UserProfileForms } from "./user-profile-forms";

const idle = async (): Promise<never> => Promise.reject(new Error("Not called."));
const NOW = "2026-11-27T12:00:00.000Z";

type User = ComponentProps<typeof UserFacts>["user"];

const textOf = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ ([.,])/g, "$1");

function userWith(changes: Partial<User>): User {
  return {
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
    ...changes,
  };
}

function facts(changes: Partial<User>): string {
  return textOf(<UserFacts user={userWith(changes)} now={NOW} />);
}

type Place = Pick<Partial<ComponentProps<typeof UserActions>>, "isSelf" | "isLastAdministrator" | "firstPassword">;

function headings(
  changes: Partial<User>,
  { isSelf = false, isLastAdministrator = false, firstPassword }: Place = {},
): string[] {
  const actions = {
    changeRole: idle,
    setDisabled: idle,
    endSessions: idle,
    requirePassword: idle,
    waivePassword: idle,
    makeResetLink: idle,
    resetTwoFactor: idle,
    setDeleted: idle,
  };
  const html = renderToStaticMarkup(
    <UserActions
      user={userWith(changes)}
      isSelf={isSelf}
      isLastAdministrator={isLastAdministrator}
      firstPassword={firstPassword}
      actions={actions}
    >
      {null}
    </UserActions>,
  );
  // The questions of dialogs are further headings.
  return [...html.matchAll(/<(?:h3|h2 [^>]*class="px-4)[^>]*>([^<]*)</g)].map(([, text]) => text ?? "");
}

test("a user without a password isn't said to have set one", () => {
  expect(facts({})).toContain("Set just now");
  const text = facts({ password_changed_at: null });
  expect(text).toContain("Password None yet");
  expect(text).not.toContain("just now");
});

test("a user without a password isn't called active, and has the invitation instead of actions on a password", () => {
  const invitation = { id: "3", expires_at: "2026-12-04T12:00:00.000Z" };
  const user = userWith({
    password_changed_at: null,
    may: ["read", "invite", "make-reset-link", "require-password-change"],
  });
  const shown = (firstPassword: { invitation: typeof invitation | null }): string =>
    textOf(
      <>
        <UserInvitation user={user} firstPassword={firstPassword} now={NOW} />
        <UserFacts user={user} firstPassword={firstPassword} now={NOW} />
      </>,
    );
  expect(shown({ invitation })).toMatch(
    /Invited.*The link to set the first password expires in 7 days.*View invitation/,
  );
  expect(shown({ invitation: null })).toContain("No password yet");
  expect(shown({ invitation: null })).not.toContain("Active");
  expect(headings(user, { firstPassword: { invitation } })).toEqual([]);
  expect(headings(user, { firstPassword: { invitation: null } })).toEqual(["Access", "Reset link"]);
});

test("a frozen account is shown as such, with its end", () => {
  expect(facts({})).not.toContain("Frozen");
  expect(facts({ frozen_until: "2026-11-28T11:00:00.000Z" })).toMatch(
    /Frozen .* This ends in 23 hours, 28 Nov 2026, 11:00/,
  );
});

test("actions go from light to heavy, and only those that the user may take are shown", () => {
  const may = [
    "make-reset-link",
    "require-password-change",
    "end-sessions",
    "change-role",
    "reset-two-factor",
    "disable",
    "delete",
  ];
  const all = { may, sessions: 2, two_factor_since: NOW };
  expect(headings(all)).toEqual([
    "Access",
    "Reset link",
    "Role",
    "Security",
    "New password",
    "Sessions",
    "Two-factor authentication",
    "Close the account",
    "Disable account",
    "Delete account",
  ]);
  expect(headings(all, { isSelf: true })).toEqual(["Access", "Role"]);
  expect(headings({ ...all, role: "admin" }, { isSelf: true, isLastAdministrator: true })).toEqual([]);
  expect(headings({ ...all, may: ["disable"] })).toEqual(["Close the account", "Disable account"]);
  expect(headings({ ...all, status: "deleted" })).toEqual(["Deletion", "Deleted account"]);
});

test("the old address is said to be notified only on a server that sends mail", () => {
  const profile = (canMail: boolean): string =>
    textOf(<UserProfileForms user={userWith({})} canMail={canMail} saveProfile={idle} saveEmail={idle} />);
  expect(profile(true)).toContain("We notify the old address.");
  expect(profile(false)).not.toMatch(/notify|receives reset links/);
});

test("the export offers the state of an account once", () => {
  const html = renderToStaticMarkup(<ExportForm query={{ file: "csv", sort: "created" }} total="9 users" />);
  const columns = [...html.matchAll(/name="columns"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="columns"/g)].map(
    ([, one, other]) => one ?? other,
  );
  expect(columns).toContain("status");
  expect(columns).not.toContain("is_active");
  expect(columns).not.toContain("disabled");
  expect(columns).toHaveLength(12);
  expect(html).toContain("Download 9 users");
});

test("the export keeps every filter of the list, and says so", () => {
  const html = renderToStaticMarkup(
    <ExportForm query={{ file: "csv", sort: "created", verified: false, has_password: false }} total="9 users" />,
  );
  expect(html).toContain('name="verified" value="false"');
  expect(html).toContain('name="has_password" value="false"');
  expect(html).toContain("email not verified, without a password");
});
