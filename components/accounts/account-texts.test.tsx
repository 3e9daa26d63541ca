import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { releasedAddress } from "@/lib/domain/accounts/released-address";
import { AccountOverview } from "./account-overview";
import { EmailSettings } from "./email-settings";
import { NoMailAlert } from "./no-mail-alert";

const idle = async (): Promise<never> => Promise.reject(new Error("Not called."));
const NOW = "2026-11-27T12:00:00.000Z";

type Overview = ComponentProps<typeof AccountOverview>;

function textOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ")
    .replace(/ \./g, ".");
}

function overview(profile: Partial<Overview["profile"]>, props: Partial<Overview> = {}): string {
  return textOf(
    <AccountOverview
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
        ...profile,
      }}
      twoFactor={{
        enabled: false,
        enabled_since: null,
        required: false,
        email_verification_required: false,
        authenticators: [],
        pending: false,
        recovery_codes: { total: 0, left: 0, created_at: null, saved: false },
        trusted_browsers: 0,
      }}
      sessionCount={1}
      sessionSince="2026-11-27T11:59:50.000Z"
      canAdminister={false}
      canMail
      activity={{ groups: [], next: null }}
      now={NOW}
      saveProfile={idle}
      {...props}
    />,
  );
}

test("a password that was set before this session isn't called changed, and ended no sessions", () => {
  // As after an import or a sign-up.
  const text = overview({});
  expect(text).toContain("Set just now.");
  expect(text).not.toContain("All other sessions were ended");
});

test("a password that was just changed in this session is called changed", () => {
  expect(overview({}, { sessionSince: "2026-11-27T11:00:00.000Z" })).toContain(
    "Your password was changed. All other sessions were ended.",
  );
});

test("an address is said to receive links only on a server that sends mail, and only if there is one", () => {
  expect(overview({})).toContain("You can use it to reset your password.");
  expect(overview({}, { canMail: false })).not.toContain("reset your password");
  const released = overview({ email: releasedAddress("x"), email_verified: false });
  expect(released).toContain("Your account has no email address");
  expect(released).not.toContain("Verify");
});

function settings(email: string, canMail: boolean): string {
  return textOf(
    <EmailSettings
      email={email}
      isVerified={false}
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
