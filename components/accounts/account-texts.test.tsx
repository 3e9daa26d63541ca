import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { releasedAddress } from "@/lib/domain/accounts/released-address";
import { EmailSettings } from "./email-settings";
import { NextSteps } from "./next-steps";
import { NoMailAlert } from "./no-mail-alert";
import { PasswordRow } from "./password-row";
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
    />,
  );
}

function passwordRow(sessionSince: string): string {
  return textOf(<PasswordRow changedAt="2026-11-27T11:59:30.000Z" sessionSince={sessionSince} now={NOW} />);
}

test("a password that was set before this session isn't called changed, and ended no sessions", () => {
  // As after an import or a sign-up.
  const text = passwordRow("2026-11-27T11:59:50.000Z");
  expect(text).toContain("Set just now");
  expect(text).not.toContain("All other sessions were ended");
});

test("a password that was just changed in this session is called changed", () => {
  expect(passwordRow("2026-11-27T11:00:00.000Z")).toContain(
    "Your password was changed. All other sessions were ended.",
  );
});

test("a step is shown as done or as what to do, with its link, and without steps nothing is shown", () => {
  const html = renderToStaticMarkup(
    <NextSteps
      steps={[
        { name: "mail", done: true },
        { name: "invite", done: false },
      ]}
      putAway={idle}
    />,
  );
  expect(html).toContain("Email is set up");
  expect(html).not.toContain("MAIL_SERVER");
  expect(html).toContain("Invite users");
  expect(html).toContain('href="/admin/users/new"');
  expect(renderToStaticMarkup(<NextSteps steps={[]} putAway={idle} />)).toBe("");
});

test("an address is said to receive links only on a server that sends mail, and only if there is one", () => {
  expect(profile({})).toContain("you can reset your password with it");
  expect(profile({}, false)).not.toContain("reset your password");
  const released = profile({ email: releasedAddress("x"), email_verified: false });
  expect(released).toContain("The owner of the mailbox removed it");
  expect(released).not.toContain("Verify");
});

function settings(email: string, canMail: boolean, pendingEmail: string | null = null): string {
  return textOf(
    <EmailSettings
      email={email}
      isVerified={false}
      pendingEmail={pendingEmail}
      mailWay={{ canMail, supportContact: "help@example.org" }}
      requestAction={idle}
      codeAction={idle}
    />,
  );
}

test("the current address is said to be notified only if there is one, and if the server sends mail", () => {
  expect(settings("ada@example.org", true)).toContain("We also notify your current address.");
  expect(settings(releasedAddress("x"), true)).not.toContain("current address");
  expect(settings("ada@example.org", false)).not.toMatch(/We (also )?(email|notify)/);
});

test("a server that sends no mail names the contact", () => {
  expect(textOf(<NoMailAlert supportContact="help@example.org" />)).toContain("Contact: help@example.org");
  expect(textOf(<NoMailAlert supportContact={null} />)).not.toContain("Contact");
});

test("an address that waits for verification is named, with the field for its code", () => {
  expect(profile({}, true, "new@example.org")).toMatch(/new@example\.org waits for your verification\..*Enter code/);
  expect(profile({})).not.toContain("Enter code");
  for (const canMail of [true, false]) {
    const text = settings("ada@example.org", canMail, "new@example.org");
    expect(text).toContain("new@example.org");
    expect(text).toContain("Code from the email");
    expect(text).not.toContain("New address");
  }
});
