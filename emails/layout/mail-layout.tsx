import { Body, Container, Head, Heading, Html, Link, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { supportHref } from "@/lib/domain/accounts/ask-administrator";
import { type MailSite, serviceName } from "../site";
import { light, sans, styleSheet } from "./theme";

type MailLayoutProps = {
  site: MailSite;
  /** Mail programs show it next to the subject. */
  preview: string;
  heading: string;
  /** Null greets without a name. */
  name?: string | null;
  children: ReactNode;
};

export function MailLayout({ site, preview, heading, name = null, children }: MailLayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <style>{styleSheet}</style>
      </Head>
      <Body className="page" style={{ margin: 0, padding: 0, fontFamily: sans }}>
        <Preview>{preview}</Preview>
        <Section className="page" style={{ backgroundColor: light.page, padding: "32px 12px" }}>
          <Container style={{ maxWidth: "528px", margin: "0 auto" }}>
            <Section className="panel" style={panelStyle}>
              <Text className="link" style={wordmarkStyle}>
                {serviceName(site)}
              </Text>
              <Heading as="h1" className="text" style={headingStyle}>
                {heading}
              </Heading>
              <Text className="text" style={paragraphStyle}>
                {name === null ? "Hello," : `Hello ${name},`}
              </Text>
              {children}
            </Section>
            <Section className="footer" style={{ padding: "20px 33px 0" }}>
              <Text className="muted" style={footerStyle}>
                Sent by {serviceName(site)} at {hostOf(site)}. Replies to this address aren’t read. Times are in
                Coordinated Universal Time (UTC).
              </Text>
              {site.supportContact !== null && (
                <Text className="muted" style={footerStyle}>
                  Questions? <SupportContact contact={site.supportContact} />
                </Text>
              )}
            </Section>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

export function SupportContact({ contact }: { contact: string }) {
  const href = supportHref(contact);
  if (href === null) return <>{contact}</>;
  return (
    <Link href={href} className="link" style={{ color: light.accent }}>
      {contact}
    </Link>
  );
}

export function hostOf({ publicOrigin }: MailSite): string {
  return new URL(publicOrigin).host;
}

/** The name of the club or company, or the product's at the server's host. */
export function placeOf(site: MailSite): string {
  return site.appName ?? `Latchkey at ${hostOf(site)}`;
}

export const paragraphStyle = { color: light.text, fontSize: "16px", lineHeight: "24px", margin: "0 0 16px" } as const;
const panelStyle = {
  backgroundColor: light.panel,
  border: `1px solid ${light.border}`,
  borderRadius: "14px",
  padding: "32px",
} as const;
const wordmarkStyle = {
  color: light.accent,
  fontSize: "16px",
  lineHeight: "24px",
  fontWeight: 700,
  letterSpacing: "-0.01em",
  margin: "0 0 24px",
} as const;
const headingStyle = {
  color: light.text,
  fontSize: "25px",
  lineHeight: "32px",
  fontWeight: 700,
  letterSpacing: "-0.01em",
  margin: "0 0 20px",
} as const;
const footerStyle = { color: light.muted, fontSize: "14px", lineHeight: "20px", margin: "0 0 4px" } as const;
