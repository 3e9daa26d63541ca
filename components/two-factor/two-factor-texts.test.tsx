import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ReleaseAddressForm } from "@/components/accounts/release-address-form";
import { NoInvitation } from "@/components/invitations/invitation-message";
import { AskAdministrator } from "@/components/ui/support-contact";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { routes } from "@/lib/routes";
import { AuthenticatorList } from "./authenticator-list";
import { RecoveryCodeNotice } from "./recovery-code-notice";
import { VerifyLogInForm } from "./verify-log-in-form";

const idle = async (): Promise<never> => Promise.reject(new Error("Not called."));
const textOf = (element: React.ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("trust in a browser is promised for log-ins only: sensitive changes ask for a code anyway", () => {
  const form = (
    <VerifyLogInForm action={idle} next={null} answer="otp" attemptsLeft={5} now="2026-11-27T12:00:00.000Z" />
  );
  const text = textOf(form);
  expect(text).toContain("You then need no code here.");
  expect(text).not.toContain("We won’t ask for a code");
});

test("a text that refers to an administrator names the contact, and links it if it is an address", () => {
  const what = "to turn off two-factor authentication for your account";
  const html = renderToStaticMarkup(<AskAdministrator what={what} contact="help@example.org" />);
  expect(html).toContain('href="mailto:help@example.org"');
  expect(textOf(<AskAdministrator what={what} contact={null} />)).toBe(`Ask an administrator ${what}.`);
  for (const reason of ["no_link", "inviter_gone"] as const)
    expect(textOf(<NoInvitation reason={reason} supportContact="The desk on floor 2" />)).toContain(
      "Contact: The desk on floor 2",
    );
});

test("an invitation of a frozen administrator isn't called invalid for good", () => {
  expect(textOf(<NoInvitation reason="inviter_gone" supportContact={null} />)).toContain("at present");
});

test("removing an address promises no email on a server that sends none", () => {
  expect(textOf(<ReleaseAddressForm action={idle} canMail />)).toContain("we email you another link");
  expect(textOf(<ReleaseAddressForm action={idle} canMail={false} />)).not.toMatch(/we email|Send the link/);
});

describe("after a log-in by recovery code", () => {
  const authenticator = {
    id: "a",
    name: "Phone",
    created_at: "2026-11-01T12:00:00.000Z",
    last_used_at: null,
  };
  const noticeFor = ({ left, apps }: { left: number; apps: number }): React.ReactElement => (
    <RecoveryCodeNotice
      twoFactor={{
        authenticators: Array.from({ length: apps }, () => authenticator),
        recovery_codes: { total: 10, left, saved: true, created_at: "2026-11-01T12:00:00.000Z" },
      }}
    />
  );

  test.each([
    [9, "You have 9 left."],
    [1, "You have 1 left."],
    [0, "You have none left."],
  ])("the notice says that %i are left, and offers to add a new app", (left, text) => {
    const html = renderToStaticMarkup(noticeFor({ left, apps: 1 }));
    expect(html).toContain(text);
    expect(html).toContain(`href="${routes.addAuthenticator()}"`);
  });

  test("with the most authenticator apps, it offers none that can't be added", () => {
    const html = renderToStaticMarkup(noticeFor({ left: 9, apps: AUTHENTICATORS_MAX }));
    expect(html).toContain("Remove the lost one, then add a new one.");
    expect(html).not.toContain("href=");
  });
});

describe("the removal of an authenticator app", () => {
  const listOf = (...names: string[]): string =>
    renderToStaticMarkup(
      <AuthenticatorList
        authenticators={names.map((name) => ({
          id: name,
          name,
          created_at: "2026-11-01T12:00:00.000Z",
          last_used_at: null,
        }))}
        required={false}
        trustsBrowsers={false}
        now="2026-11-27T12:00:00.000Z"
        rename={() => {}}
        remove={() => {}}
      />,
    );

  test("is asked about in a dialog that opens without JavaScript, if it is the only one", () => {
    const html = listOf("Phone");
    const [, dialogId = ""] = /popoverTarget="([^"]+)" aria-haspopup="dialog"[^>]*>Remove</i.exec(html) ?? [];
    const dialog = html.slice(html.indexOf(`id="${dialogId}"`));
    expect(dialog).toMatch(/^[^>]*popover="auto"/i);
    expect(dialog).toContain("Your recovery codes are deleted and all other sessions end.");
    expect(dialog.indexOf("Add another authenticator app first")).toBeLessThan(dialog.indexOf("Remove and turn off"));
    // The only button that removes it is in the dialog.
    expect(html.slice(0, html.indexOf(`id="${dialogId}"`))).not.toContain("Removing…");
  });

  test("is asked about with its name if another one stays, which keeps two-factor authentication on", () => {
    const html = listOf("Phone", "Tablet");
    expect(html).toContain("Remove “Tablet”?");
    expect(html).not.toContain("turns two-factor authentication off");
  });
});
