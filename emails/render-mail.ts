import { render, toPlainText } from "@react-email/components";
import type { ReactElement } from "react";
import type { FullMailProps, MailTemplate, RenderedMail } from "@/lib/domain/mail/mail-templates";
import { sanitizeName, sanitizeLine } from "@/lib/domain/mail/sanitize-text";
import { registry } from "./registry";
import type { MailSite } from "./site";

const plainText = {
  // Mail programs wrap by themselves, to the width that they have.
  wordwrap: false,
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "hr", options: { length: 24 } },
  ],
};

/** Makes a mail of its template; whatever in `props` people have written is made harmless first. */
export async function renderMail<Template extends MailTemplate>(
  template: Template,
  props: FullMailProps<Template>,
  site: MailSite,
): Promise<RenderedMail> {
  const { subject, Mail }: Renderable<Template> = registry[template];
  const harmless = cleaned(props);
  // React's own marks between texts mean nothing to a mail program.
  const html = (await render(Mail({ ...harmless, site }))).replace(/<!--[ /$a-z]{0,8}-->/g, "");
  return { subject: sanitizeLine(subject(harmless)), html, text: toPlainText(html, plainText) };
}

type Renderable<Template extends MailTemplate> = {
  subject: (props: FullMailProps<Template>) => string;
  Mail: (props: FullMailProps<Template> & { site: MailSite }) => ReactElement;
};

export function isMailTemplate(template: string): template is MailTemplate {
  return Object.hasOwn(registry, template);
}

const names: ReadonlySet<string> = new Set(["name", "invitedBy", "sentBy"]);

/** The same shape, in which each text is one line, each name can be greeted, and each link leads to a web page. */
function cleaned<Props extends object>(props: Props): Props {
  const entries = Object.entries(props).map(([key, value]: [string, unknown]) => {
    if (typeof value === "object" && value !== null) return [key, cleaned(value)];
    if (typeof value !== "string") return [key, value];
    if (names.has(key)) return [key, sanitizeName(value)];
    return [key, /link$|url$/i.test(key) ? webAddress(key, value) : sanitizeLine(value)];
  });
  // Only strings are replaced, by strings, and a name by null, which every name may be.
  return Object.fromEntries(entries) as Props;
}

function webAddress(key: string, value: string): string {
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error(`${key} is no web address.`);
  return url.href;
}
