import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { releasedAddress } from "@/lib/domain/accounts/released-address";
import { EmailSettings } from "./email-settings";
import { NextSteps } from "./next-steps";
import { wasJustChanged } from "./password-row";
import { PendingEmail } from "./pending-email";
import { ProfileSettings } from "./profile-settings";

const idle = async (): Promise<never> => Promise.reject(new Error("Not called."));
const NOW = "2026-11-27T12:00:00.000Z";

type Settings = ComponentProps<typeof ProfileSettings>;

function textOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ")
    .replace(/ \./g, ".");
}

function profile(given: Partial<Settings["profile"]>, canMail = true, pendingEmail: string | null = null): string {
  return textOf(
    <ProfileSettings
      profile={{
        id: "1",
        email: "ada@example.org",
        username: null,
        full_name: null,
        role: "user",
        is_active: true,
        disabled: false,
        email_verified: true,
        two_factor_enabled: false,
        must_change_password: false,
        password_changed_at: "2026-11-27T11:59:30.000Z",
        created_at: "2020-01-01T00:00:00.000Z",
        ...given,
      }}
      pendingEmail={pendingEmail}
      canMail={canMail}
      saveProfile={idle}
      cancelEmailChange={idle}
    />,
  );
}

test("a password is called changed only if that was in this session: one that an import or a sign-up set ended none", () => {
  const changedAt = "2026-11-27T11:59:30.000Z";
  expect(wasJustChanged({ changedAt, sessionSince: "2026-11-27T11:00:00.000Z", now: NOW })).toBe(true);
  expect(wasJustChanged({ changedAt, sessionSince: "2026-11-27T11:59:50.000Z", now: NOW })).toBe(false);
  expect(wasJustChanged({ changedAt, sessionSince: "2026-11-27T11:00:00.000Z", now: "2026-11-27T12:01:00.000Z" })).toBe(
    false,
  );
});

test("a step is shown as done or as what to do, with its link, and without steps nothing is shown", () => {
  const html = renderToStaticMarkup(
    <NextSteps
      steps={[
        { name: "mail", done: true, hidden: false },
        { name: "invite", done: false, hidden: false },
        { name: "backup", done: false, hidden: true },
      ]}
      hideAction={idle}
      showAction={idle}
    />,
  );
  expect(html).toContain("Email is set up");
  expect(html).not.toContain("MAIL_SERVER");
  expect(html).toContain("Invite users");
  expect(html).toContain('href="/admin/users/new"');
  expect(html).toContain('aria-label="Hide: Invite users"');
  expect(html).not.toContain("Make backups");
  expect(html).toContain("1 next step is hidden.");
  expect(renderToStaticMarkup(<NextSteps steps={[]} hideAction={idle} showAction={idle} />)).toBe("");
});

test("an address is said to receive links only on a server that sends mail, and only if there is one", () => {
  expect(profile({})).toContain("you can reset your password with it");
  expect(profile({}, false)).not.toContain("reset your password");
  const released = profile({ email: releasedAddress("x"), email_verified: false });
  expect(released).toContain("The owner of the mailbox removed it");
  expect(released).not.toContain("Verify");
});

function settings(email: string, canMail: boolean): string {
  return textOf(
    <EmailSettings
      email={email}
      isVerified={false}
      mailWay={{ canMail, supportContact: "help@example.org" }}
      requestAction={idle}
    />,
  );
}

test("the current address is said to be notified only if there is one, and if the server sends mail", () => {
  expect(settings("ada@example.org", true)).toContain("We also tell your current address");
  expect(settings(releasedAddress("x"), true)).not.toContain("current address");
  expect(settings("ada@example.org", false)).not.toMatch(/We (also )?(email|tell)/);
});

test("a server that sends no mail names the contact, and shows no badge for an address that can't be verified", () => {
  expect(settings("ada@example.org", false)).toContain("Contact: help@example.org");
  expect(settings("ada@example.org", true)).not.toContain("Contact");
  expect(settings("ada@example.org", false)).not.toContain("Not verified");
  expect(profile({ email_verified: false }, false)).not.toContain("Not verified");
  expect(profile({ email_verified: false }, true)).toContain("Not verified");
});

test("an address that waits for verification is named, with the field for its code", () => {
  expect(profile({}, true, "new@example.org")).toMatch(
    /new@example\.org isn’t verified yet\. Enter code.*Cancel change/,
  );
  expect(profile({})).not.toMatch(/Enter code|Cancel change/);
});

test("the code comes from the email or, on a server that sends none, from the administrator", () => {
  const pending = (canMail: boolean): string =>
    textOf(
      <PendingEmail
        email="new@example.org"
        canMail={canMail}
        secondsSinceRequest={0}
        codeAction={idle}
        resendAction={idle}
        cancelAction={idle}
      />,
    );
  expect(pending(true)).toContain("Code from the email");
  expect(pending(false)).toContain("Code from the administrator");
  expect(pending(false)).not.toMatch(/email|link/);
});
