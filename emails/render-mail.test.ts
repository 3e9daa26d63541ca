import { expect, test } from "vitest";
import type { AnyMail } from "@/lib/domain/mail/mail-templates";
import { registry } from "./registry";
import { isMailTemplate, renderMail } from "./render-mail";
import { sampleMails, sampleSite } from "./testing/sample-mails";

const render = ({ template, props }: AnyMail) => renderMail(template, props, sampleSite);
const addressesIn = (props: object): string[] =>
  Object.values(props).filter((value): value is string => typeof value === "string" && value.startsWith("https:"));

test("every template has a sample", () => {
  expect([...new Set(sampleMails.map(({ mail }) => mail.template))].toSorted()).toEqual(
    Object.keys(registry).toSorted(),
  );
});

test.each(sampleMails)("$name has every link and code in HTML and in text", async ({ mail }) => {
  const { subject, html, text } = await render(mail);
  expect(subject).toContain("Northwind Rowing Club");
  expect(text.length).toBeGreaterThan(100);
  expect(html).toContain("</html>");
  expect(html).not.toMatch(/<!--(?!\[if|<!\[endif)/);
  for (const address of addressesIn(mail.props)) {
    expect(html).toContain(`href="${address}"`);
    expect(text).toContain(address);
  }
  if ("code" in mail.props && typeof mail.props.code === "string") {
    for (const part of [html, text]) expect(part).toContain(mail.props.code);
    expect(html).toMatch(new RegExp(`translate="no"[^>]*>${mail.props.code}<`));
  }
  if ("name" in mail.props) expect(text).toContain(mail.props.name === null ? "Hello,\n" : "Hello Ada Lovelace,");
  for (const part of [html, text]) {
    expect(part).toContain("help@example.org");
    expect(part).toContain("passwords.example.org");
  }
});

test.each(
  sampleMails.filter(
    ({ mail }) => "linkMinutes" in mail.props || ("undoLink" in mail.props && mail.props.undoLink !== null),
  ),
)("$name says how long its links and code are valid", async ({ mail }) => {
  const { html, text } = await render(mail);
  for (const part of [html, text])
    expect(part).toMatch(/for (1 hour|24 hours|3 days|7 days), until 2\d November 2026 at \d\d:04 UTC/);
  if ("code" in mail.props && mail.props.code !== null)
    expect(text).toContain("The code is valid for 10 minutes, until 21 November 2026 at 15:14 UTC.");
});

test("only a change of address by an administrator can't be undone by mail", async () => {
  const without = sampleMails.filter(({ mail }) => "notMeUrl" in mail.props && mail.props.notMeUrl === null);
  expect(without.map(({ name }) => name)).toEqual(["email-change-notice-administered"]);
  for (const { mail } of without)
    expect((await render(mail)).text).toContain(
      "If you didn’t expect this, contact an administrator: help@example.org.",
    );
});

test.each(sampleMails.filter(({ mail }) => "notMeUrl" in mail.props && mail.props.notMeUrl !== null))(
  "$name has a link for an owner who didn't do it",
  async ({ mail }) => {
    const { html, text } = await render(mail);
    for (const part of [html, text]) expect(part).toContain("This wasn’t me");
    expect(text).toContain("/not-me/open?token=");
  },
);

test.each(sampleMails)("$name contains no script, image, form, tracker or foreign link", async ({ mail }) => {
  const { html } = await render(mail);
  expect(html).not.toMatch(
    /<(script|img|iframe|object|embed|form|input|base)\b|<link\b|url\(|@import|\bon\w+=|srcset|javascript:/i,
  );
  const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address);
  expect(
    addresses.filter(
      (address) => !address.startsWith(`${sampleSite.publicOrigin}/`) && address !== "mailto:help@example.org",
    ),
  ).toEqual([]);
});

const attacks = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "Ada\r\nBcc: victim@example.org\r\n\r\nbody",
  "\u202egnp.exe\u202c",
  "Ada\u2028</h1>\u2029",
  "{{constructor.constructor('return 1')()}}",
  "=?utf-8?q?Bcc:_victim?=",
];

test.each(attacks)("%j in any text of any mail stays plain text", async (attack) => {
  for (const { mail } of sampleMails) {
    // Replaces every text that can come from a user. Links and times come from the server.
    const poison = (props: object): object =>
      Object.fromEntries(
        Object.entries(props).map(([key, value]: [string, unknown]) => {
          if (typeof value === "object" && value !== null) return [key, poison(value)];
          return [
            key,
            typeof value === "string" && !/link|url|^at$|^by$|^use$|^stage$|^change$/i.test(key) ? attack : value,
          ];
        }),
      );
    const { subject, html, text } = await render({ ...mail, props: poison(mail.props) } as AnyMail);
    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const part of [html, text]) expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029\r]/);
    expect(text).not.toMatch(/^Bcc:/m);
    expect(subject).not.toMatch(/alert|Bcc|\n/);
  }
});

test("refuses a link that is not an HTTP URL", async () => {
  const mail = sampleMails.find(({ name }) => name === "invitation")?.mail;
  for (const link of ["javascript:alert(1)", "data:text/html,x", "/relative", ""]) {
    await expect(render({ template: "invitation", props: { ...mail?.props, link } } as AnyMail)).rejects.toThrow();
  }
});

test("the subject says whether the email address was changed or is only requested to change", async () => {
  const subjects = sampleMails
    .filter(({ mail }) => mail.template === "email-change-notice")
    .map(async ({ name, mail }) => [name, (await render(mail)).subject]);
  expect(Object.fromEntries(await Promise.all(subjects))).toEqual({
    "email-change-notice-asked": "Request to change the email address of your Northwind Rowing Club account",
    "email-change-notice-done": "The email address of your Northwind Rowing Club account was changed",
    "email-change-notice-administered": "The email address of your Northwind Rowing Club account was changed",
  });
});

test("the mail about a recovery code says what it was used for, and whether the browser is new", async () => {
  const mails = sampleMails.filter(({ name }) => name.startsWith("recovery-code-used-for-"));
  const texts = mails.map(async ({ mail }) => {
    const { subject, text } = await render(mail);
    return [subject, /(?:Someone|One of)[^.]*\./.exec(text)?.[0]];
  });
  expect(await Promise.all(texts)).toEqual([
    [
      "Log-in to your Northwind Rowing Club account with a recovery code",
      "Someone logged in to your Northwind Rowing Club account with one of your recovery codes.",
    ],
    [
      "New log-in to your Northwind Rowing Club account, with a recovery code",
      "Someone logged in to your Northwind Rowing Club account from a new browser, with one of your recovery codes.",
    ],
    [
      "A recovery code for your Northwind Rowing Club account was used",
      "One of your recovery codes was used to confirm a change to your Northwind Rowing Club account.",
    ],
  ]);
});

test("the mail about a reset with a recovery code says how many are left, and other changes say nothing of codes", async () => {
  for (const { name, mail } of sampleMails.filter(({ mail: { template } }) => template === "password-changed")) {
    const { text } = await render(mail);
    if (name === "password-changed-with-recovery-code") expect(text).toContain("You have 2 recovery codes left.");
    else expect(text).not.toContain("recovery code");
  }
});

test("the mail about failed log-ins claims only what was counted", async () => {
  const textOf = async (counts: object): Promise<string> => {
    const sample = sampleMails.find(({ name }) => name === "failed-log-ins")?.mail;
    const { text } = await render({ template: "failed-log-ins", props: { ...sample?.props, ...counts } } as AnyMail);
    return text;
  };
  expect(await textOf({ failures: 1000, accounts: 1, addresses: 1, atLeast: true })).toContain(
    "at least 1000 log-ins failed: the last 1000 at one account, from one address.",
  );
  expect(await textOf({ failures: 200, accounts: 0, addresses: 143, atLeast: false })).toContain(
    "200 log-ins failed: at no existing account, from 143 addresses.",
  );
  expect(await textOf({ failures: 200, accounts: 2, addresses: 0, atLeast: false })).toContain(
    "200 log-ins failed: at 2 accounts. Attackers may be trying passwords.",
  );
});

test("a text part has no more than one empty line in a row, and no setting's name", async () => {
  for (const { name, mail } of sampleMails) {
    const { text } = await render(mail);
    expect(text, name).not.toMatch(/\n\n\n|[A-Z]{3,}_[A-Z0-9]+/);
  }
});

test("a mail that asks for new recovery codes has the link to them, except those queued before it existed", async () => {
  const sample = sampleMails.find(({ mail }) => mail.template === "recovery-code-used")?.mail;
  const codesUrl = "https://passwords.example.org/account/security/recovery-codes";
  const textWith = async (props: object): Promise<string> =>
    (await render({ ...sample, props: { ...sample?.props, ...props } } as AnyMail)).text;
  expect(await textWith({ codesLeft: 0, codesUrl })).toContain(`\nCreate new recovery codes:\n${codesUrl}\n`);
  expect(await textWith({ codesLeft: 0, codesUrl: undefined })).toContain("on your account’s security page.");
  expect(await textWith({ codesLeft: 9, codesUrl })).not.toContain("Create new");
});

test("each mail that blocks security changes by its link says so", async () => {
  for (const { mail } of sampleMails.filter(({ mail }) => "notMeUrl" in mail.props && mail.props.notMeUrl !== null))
    expect((await render(mail)).text).toContain("block security changes for 24 hours");
});

test("the text part contains a button's label and URL once", async () => {
  const { text } = await render({
    template: "invitation",
    props: {
      invitedBy: null,
      at: "2026-11-21T15:04:00.000Z",
      linkMinutes: 60,
      link: "https://passwords.example.org/x",
    },
  });
  expect(text).toContain("\n\nAccept the invitation:\nhttps://passwords.example.org/x\n\n");
  expect(text).not.toContain("paste this link");
});

test("the text part has the link for an owner who didn't do it on its own line", async () => {
  const sample = sampleMails.find(({ name }) => name === "password-changed");
  if (sample === undefined) throw new Error("There is no such sample.");
  expect((await render(sample.mail)).text).toMatch(/\nThis wasn’t me:\nhttps:\/\/\S+\n/);
});

test("an invitation names the club, the inviter and what happens next, and a reminder that the old link is void", async () => {
  const mailOf = async (name: string, site = sampleSite) => {
    const sample = sampleMails.find((one) => one.name === name);
    if (sample === undefined) throw new Error("There is no such sample.");
    return renderMail(sample.mail.template, sample.mail.props, site);
  };
  const welcome = await mailOf("account-invitation");
  expect(welcome.subject).toBe("Set your password for Northwind Rowing Club");
  expect(welcome.text).toContain("Welcome to Northwind Rowing Club");
  expect(welcome.text).toContain("Grace Hopper created an account at Northwind Rowing Club for you.");
  expect(welcome.text).toContain("Next, you choose a password and are logged in.");
  expect(welcome.text).not.toContain("earlier email");
  for (const name of ["account-invitation-reminder", "invitation-reminder"]) {
    const { subject, text } = await mailOf(name);
    expect(subject).toMatch(/^Reminder: /);
    expect(text).toContain("Your invitation is still waiting");
    expect(text).toContain("The one in the earlier email no longer works.");
  }
  expect((await mailOf("account-invitation-two-factor")).text).toContain("you need a code to set the password");
  const unnamed = { ...sampleSite, appName: null };
  expect((await mailOf("account-invitation", unnamed)).subject).toBe(
    "Set your password for Latchkey at passwords.example.org",
  );
});

test.each(sampleMails)("$name stays within what Gmail shows whole and reads", async ({ mail }) => {
  const { html, subject } = await render(mail);
  // Gmail cuts messages at 102 kB, and ignores a style block of more than 8192 characters.
  expect(html.length).toBeLessThan(50_000);
  for (const [, sheet = ""] of html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)) expect(sheet.length).toBeLessThan(8192);
  expect(html).not.toMatch(/background-image|<div[^>]*display:(flex|grid)/);
  expect(subject.length).toBeLessThanOrEqual(78);
});

test("recognises the names of templates and no others", () => {
  expect(isMailTemplate("password-reset")).toBe(true);
  for (const name of ["constructor", "__proto__", "newer"]) expect(isMailTemplate(name)).toBe(false);
});
