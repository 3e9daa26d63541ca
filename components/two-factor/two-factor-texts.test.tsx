import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ReleaseAddressForm } from "@/components/accounts/release-address-form";
import { NoInvitation } from "@/components/invitations/invitation-message";
import { AskAdministrator } from "@/components/ui/support-contact";
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
  expect(text).toContain("You can then log in with this browser without a code.");
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
