import { expect, test } from "vitest";
import type { AnyMail } from "@/lib/domain/mail/mail-templates";
import { registry } from "./registry";
import { isMailTemplate, renderMail } from "./render-mail";
import { sampleMails, sampleSite } from "./testing/sample-mails";

const render = ({ template, props }: AnyMail) => renderMail(template, props, sampleSite);
const addressesIn = (props: object): string[] =>
  Object.values(props).filter((value): value is string => typeof value === "string" && value.startsWith("https:"));

test("there is a sample of every template", () => {
  expect([...new Set(sampleMails.map(({ mail }) => mail.template))].toSorted()).toEqual(
    Object.keys(registry).toSorted(),
  );
});

test.each(sampleMails)("$name says the same in HTML and in text, with every link and code", async ({ mail }) => {
  const { subject, html, text } = await render(mail);
  expect(subject).toContain("Latchkey");
  expect(text.length).toBeGreaterThan(100);
  expect(html).toContain("</html>");
  expect(html).not.toMatch(/<!--(?!\[if|<!\[endif)/);
  for (const address of addressesIn(mail.props)) {
    expect(html).toContain(`href="${address}"`);
    expect(text).toContain(address);
  }
  if ("code" in mail.props && typeof mail.props.code === "string")
    for (const part of [html, text]) expect(part).toContain(mail.props.code);
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
)("$name says in words how long it is good", async ({ mail }) => {
  const { html, text } = await render(mail);
  for (const part of [html, text])
    expect(part).toMatch(/for (1 hour|24 hours|3 days|7 days), until 2\d November 2026 at \d\d:04 UTC/);
  if ("code" in mail.props && mail.props.code !== null)
    expect(text).toContain("The code works for 10 minutes, until 21 November 2026 at 15:14 UTC.");
});

test("only what an administrator did to an address is no owner's to take back by a mail", async () => {
  const without = sampleMails.filter(({ mail }) => "notMeUrl" in mail.props && mail.props.notMeUrl === null);
  expect(without.map(({ name }) => name)).toEqual(["email-change-notice-administered"]);
  for (const { mail } of without)
    expect((await render(mail)).text).toContain("An administrator changed it. Ask them if you know nothing of it.");
});

test.each(sampleMails.filter(({ mail }) => "notMeUrl" in mail.props && mail.props.notMeUrl !== null))(
  "$name has a way out for whoever did none of it",
  async ({ mail }) => {
    const { html, text } = await render(mail);
    for (const part of [html, text]) expect(part).toContain("This wasn’t me");
    expect(text).toContain("/not-me/open?token=");
  },
);

test.each(sampleMails)("$name loads nothing, follows nobody and runs nothing", async ({ mail }) => {
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

test.each(attacks)("%j in any text of any mail stays words", async (attack) => {
  for (const { mail } of sampleMails) {
    // Each text that somebody may have written is the attack; links and times are ours.
    const poison = (props: object): object =>
      Object.fromEntries(
        Object.entries(props).map(([key, value]: [string, unknown]) => {
          if (typeof value === "object" && value !== null) return [key, poison(value)];
          return [key, typeof value === "string" && !/link|url|^at$|^by$|^stage$|^change$/i.test(key) ? attack : value];
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

test("a link that is no web address is refused", async () => {
  const mail = sampleMails.find(({ name }) => name === "invitation")?.mail;
  for (const link of ["javascript:alert(1)", "data:text/html,x", "/relative", ""]) {
    await expect(render({ template: "invitation", props: { ...mail?.props, link } } as AnyMail)).rejects.toThrow();
  }
});

test("a template that this version lacks is known as such", () => {
  expect(isMailTemplate("password-reset")).toBe(true);
  for (const name of ["constructor", "__proto__", "newer"]) expect(isMailTemplate(name)).toBe(false);
});
