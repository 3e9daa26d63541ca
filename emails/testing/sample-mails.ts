import type { AnyMail, Origin } from "@/lib/domain/mail/mail-templates";
import type { MailSite } from "../site";

export const sampleSite: MailSite = {
  publicOrigin: "https://passwords.example.org",
  appName: "Northwind Rowing Club",
  supportContact: "help@example.org",
};

const origin: Origin = { at: "2026-11-21T15:04:00.000Z", device: "Firefox on Linux", address: "203.0.113.7" };
const token = "9mBq2Xv7RkT4wLs8ZcYp3HdJf6GaEu1NoVtQiWxK5rM";
const link = (path: string): string => `${sampleSite.publicOrigin}/${path}/open?token=${token}`;
const name = "Ada Lovelace";
const notMeUrl = link("not-me");
const codesUrl = `${sampleSite.publicOrigin}/account/security/recovery-codes`;
const life = { linkMinutes: 60, codeMinutes: 10 };

/** Every template in each of its variants. */
export const sampleMails: { name: string; mail: AnyMail }[] = [
  {
    name: "password-reset",
    mail: {
      template: "password-reset",
      props: { name, asked: origin, ...life, link: link("reset-password"), code: "4829 1357", notMeUrl },
    },
  },
  {
    name: "password-reset-without-code",
    mail: {
      template: "password-reset",
      props: {
        name: null,
        asked: { ...origin, device: "curl", address: null },
        ...life,
        link: link("reset-password"),
        code: null,
        notMeUrl,
      },
    },
  },
  {
    name: "password-changed",
    mail: { template: "password-changed", props: { name, changed: origin, by: "change", notMeUrl } },
  },
  {
    name: "password-changed-by-reset",
    mail: { template: "password-changed", props: { name, changed: origin, by: "reset", notMeUrl } },
  },
  {
    name: "email-verification",
    mail: {
      template: "email-verification",
      props: { asked: origin, linkMinutes: 24 * 60, codeMinutes: 10, link: link("verify-email"), code: "4829 1357" },
    },
  },
  {
    name: "address-release",
    mail: { template: "address-release", props: { asked: origin, linkMinutes: 60, link: link("release-address") } },
  },
  {
    name: "email-change-confirm",
    mail: {
      template: "email-change-confirm",
      props: { asked: origin, linkMinutes: 24 * 60, codeMinutes: 10, link: link("confirm-email"), code: "4829 1357" },
    },
  },
  {
    name: "email-change-notice-asked",
    mail: {
      template: "email-change-notice",
      props: {
        name,
        changed: origin,
        newEmail: "ada.lovelace@analytical-engines.example.com",
        stage: "asked",
        undoMinutes: 7 * 24 * 60,
        undoLink: null,
        notMeUrl,
      },
    },
  },
  {
    name: "email-change-notice-done",
    mail: {
      template: "email-change-notice",
      props: {
        name,
        changed: origin,
        newEmail: "ada@example.com",
        stage: "done",
        undoMinutes: 7 * 24 * 60,
        undoLink: link("undo-email"),
        notMeUrl,
      },
    },
  },
  {
    name: "email-change-notice-administered",
    mail: {
      template: "email-change-notice",
      props: {
        name,
        changed: origin,
        newEmail: "ada@example.com",
        stage: "administered",
        undoMinutes: 0,
        undoLink: null,
        notMeUrl: null,
      },
    },
  },
  { name: "new-sign-in", mail: { template: "new-sign-in", props: { name, loggedIn: origin, notMeUrl } } },
  ...(["on", "off", "authenticator-added", "authenticator-removed", "recovery-codes-renewed"] as const).map(
    (change) => ({
      name: `two-factor-${change}`,
      mail: {
        template: "two-factor-changed",
        props: { name, changed: origin, change, authenticator: change === "off" ? null : "Ada’s phone", notMeUrl },
      } as const,
    }),
  ),
  {
    name: "password-changed-with-recovery-code",
    mail: {
      template: "password-changed",
      props: { name, changed: origin, by: "reset", codesLeft: 2, codesUrl, notMeUrl },
    },
  },
  ...(["log-in", "new-browser-log-in", "confirmation"] as const).map((use) => ({
    name: `recovery-code-used-for-${use}`,
    mail: { template: "recovery-code-used", props: { name, used: origin, codesLeft: 7, use, notMeUrl } } as const,
  })),
  {
    name: "recovery-code-used",
    mail: { template: "recovery-code-used", props: { name, used: origin, codesLeft: 7, notMeUrl } },
  },
  {
    name: "recovery-code-used-last",
    mail: { template: "recovery-code-used", props: { name, used: origin, codesLeft: 0, codesUrl, notMeUrl } },
  },
  {
    name: "account-exists",
    mail: {
      template: "account-exists",
      props: {
        name,
        asked: origin,
        logInUrl: `${sampleSite.publicOrigin}/log-in`,
        forgotPasswordUrl: `${sampleSite.publicOrigin}/forgot-password`,
      },
    },
  },
  {
    name: "invitation",
    mail: {
      template: "invitation",
      props: { invitedBy: "Grace Hopper", at: origin.at, linkMinutes: 3 * 24 * 60, link: link("invitation") },
    },
  },
  {
    name: "invitation-without-inviter",
    mail: {
      template: "invitation",
      props: { invitedBy: null, at: origin.at, linkMinutes: 7 * 24 * 60, link: link("invitation") },
    },
  },
  {
    name: "invitation-reminder",
    mail: {
      template: "invitation",
      props: {
        invitedBy: "Grace Hopper",
        at: origin.at,
        linkMinutes: 7 * 24 * 60,
        link: link("invitation"),
        isReminder: true,
      },
    },
  },
  ...(["first", "reminder", "two-factor"] as const).map((kind) => ({
    name: kind === "first" ? "account-invitation" : `account-invitation-${kind}`,
    mail: {
      template: "account-invitation" as const,
      props: {
        name: kind === "two-factor" ? null : name,
        invitedBy: kind === "two-factor" ? null : "Grace Hopper",
        at: origin.at,
        linkMinutes: 7 * 24 * 60,
        link: link("invitation"),
        isReminder: kind === "reminder",
        hasTwoFactor: kind === "two-factor",
      },
    },
  })),
  {
    name: "password-set-by-invitation",
    mail: { template: "password-changed", props: { name, changed: origin, by: "invitation", notMeUrl } },
  },
  ...([false, true] as const).map((atLeast) => ({
    name: atLeast ? "failed-log-ins-many" : "failed-log-ins",
    mail: {
      template: "failed-log-ins",
      props: {
        at: origin.at,
        failures: atLeast ? 1000 : 200,
        accounts: atLeast ? 1 : 187,
        addresses: atLeast ? 1 : 143,
        atLeast,
        url: `${sampleSite.publicOrigin}/admin/audit-log?action=session.sign_in`,
      },
    } as const,
  })),
  { name: "test-mail", mail: { template: "test-mail", props: { sentBy: "Grace Hopper", at: origin.at } } },
];
