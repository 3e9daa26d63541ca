import { render, toPlainText } from "@react-email/components";
import type { ReactElement } from "react";
import type { FullMailProps, MailProps, MailTemplate, RenderedMail } from "@/lib/domain/mail/mail-templates";
import { sanitizeName, sanitizeLine } from "@/lib/domain/mail/sanitize-text";
import { registry } from "./registry";
import type { MailSite } from "./site";

type PlainTextOptions = NonNullable<Parameters<typeof toPlainText>[1]>;
type Formatter = NonNullable<PlainTextOptions["formatters"]>[string];

const plainText: PlainTextOptions = {
  // Mail programs wrap lines to their own width.
  wordwrap: false,
  selectors: [
    { selector: "h1", options: { uppercase: false, leadingLineBreaks: 2 } },
    { selector: "hr", options: { length: 24 } },
    { selector: "a.button", format: "labelledAddress" },
    { selector: "a.action", format: "labelledAddress" },
  ],
  formatters: { labelledAddress: writeLabelledAddress },
};

/** Renders a mail, after sanitising all text in `props`. */
export async function renderMail<Template extends MailTemplate>(
  template: Template,
  props: FullMailProps<Template>,
  site: MailSite,
): Promise<RenderedMail> {
  const { Mail }: Renderable<Template> = registry[template];
  const sanitized = sanitizeProps(props);
  // React separates texts with comments, which mail programs don't need.
  const html = (await render(Mail({ ...sanitized, site }))).replace(/<!--[ /$a-z]{0,8}-->/g, "");
  return { subject: renderSubject(template, props, site), html, text: toPlainText(html, plainText) };
}

/** The subject, which contains no link and no code. */
export function renderSubject<Template extends MailTemplate>(
  template: Template,
  props: MailProps<Template>,
  site: MailSite,
): string {
  const { subject }: Titled<Template> = registry[template];
  return sanitizeLine(subject(sanitizeProps(props), site));
}

type Titled<Template extends MailTemplate> = { subject: (props: MailProps<Template>, site: MailSite) => string };
type Renderable<Template extends MailTemplate> = {
  Mail: (props: FullMailProps<Template> & { site: MailSite }) => ReactElement;
};

export function isMailTemplate(template: string): template is MailTemplate {
  return Object.hasOwn(registry, template);
}

const names: ReadonlySet<string> = new Set(["name", "invitedBy", "sentBy"]);

/** Makes each text one line, removes names that could carry advertising, and refuses links that aren't HTTP. */
function sanitizeProps<Props extends object>(props: Props): Props {
  const entries = Object.entries(props).map(([key, value]: [string, unknown]) => {
    if (typeof value === "object" && value !== null) return [key, sanitizeProps(value)];
    if (typeof value !== "string") return [key, value];
    if (names.has(key)) return [key, sanitizeName(value)];
    return [key, /link$|url$/i.test(key) ? httpUrl(key, value) : sanitizeLine(value)];
  });
  // Strings stay strings, and every name may be null.
  return Object.fromEntries(entries) as Props;
}

function httpUrl(key: string, value: string): string {
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error(`${key} is not an HTTP URL.`);
  return url.href;
}

/** A button as text: its label, then its URL on a separate line. */
function writeLabelledAddress(...[element, walk, builder]: Parameters<Formatter>): void {
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(element.children, builder);
  builder.addInline(":");
  builder.addLineBreak();
  builder.addInline(element.attribs.href, { noWordTransform: true });
  builder.closeBlock({ trailingLineBreaks: 2 });
}
