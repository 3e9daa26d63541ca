import { Button, Hr, Link, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { formatDuration, formatTime, minutesAfter } from "@/lib/domain/mail/format-time";
import type { Origin } from "@/lib/domain/mail/mail-templates";
import { paragraphStyle } from "./mail-layout";
import { light, mono } from "./theme";

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={paragraphStyle}>
      {children}
    </Text>
  );
}

/** A button, and its URL for mail programs that show no buttons. The text part has the label and the URL once. */
export function Action({ label, link }: { label: string; link: string }) {
  return (
    <>
      <Section style={{ margin: "8px 0 24px" }}>
        <Button href={link} className="button" style={buttonStyle}>
          {label}
        </Button>
      </Section>
      <Section data-skip-in-text>
        <Text className="muted" style={{ ...smallStyle, margin: "0 0 24px" }}>
          Or paste this link into your browser:
          <br />
          <PlainLink href={link} />
        </Text>
      </Section>
    </>
  );
}

type LinkAndCodeProps = {
  label: string;
  link: string;
  code: string | null;
  /** Where to enter the code. */
  page: string;
  /** When both were created, ISO 8601. */
  from: string;
  linkMinutes: number;
  codeMinutes: number;
};

/** A single-use link, with a code for the browser that requested it. */
export function LinkAndCode({ label, link, code, page, from, linkMinutes, codeMinutes }: LinkAndCodeProps) {
  return (
    <>
      <Action label={label} link={link} />
      {code !== null && (
        <>
          <Paragraph>Or enter this code on {page}:</Paragraph>
          <Section style={{ margin: "0 0 24px" }}>
            <Text translate="no" className="sunken" style={codeStyle}>
              {code}
            </Text>
          </Section>
        </>
      )}
      <Expiry from={from} linkMinutes={linkMinutes} {...(code !== null && { codeMinutes })} />
    </>
  );
}

export function PlainLink({ href }: { href: string }) {
  return (
    <Link href={href} className="link" style={{ color: light.accent, wordBreak: "break-all" }}>
      {href}
    </Link>
  );
}

/** As a duration and as a time, because a mail may be read much later. */
export function Expiry({
  from,
  linkMinutes,
  codeMinutes,
}: {
  from: string;
  linkMinutes: number;
  codeMinutes?: number;
}) {
  const until = (minutes: number): string =>
    `${formatDuration(minutes)}, until ${formatTime(minutesAfter(new Date(from), minutes))}`;
  return (
    <Text className="muted" style={{ ...smallStyle, margin: "0 0 24px" }}>
      The link works once. It is valid for {until(linkMinutes)}.
      {codeMinutes !== undefined && (
        <>
          <br />
          The code is valid for {until(codeMinutes)}.
        </>
      )}
    </Text>
  );
}

export function Facts({ title, origin }: { title: string; origin: Origin }) {
  return (
    <Text className="muted" style={{ ...smallStyle, margin: "0 0 24px" }}>
      {title}: {formatTime(new Date(origin.at))}
      <br />
      Device: {origin.device}
      {origin.address !== null && (
        <>
          <br />
          IP address: {origin.address}
        </>
      )}
    </Text>
  );
}

/** The link for an owner who did not do it; `children` says what the link does. */
export function NotMe({ url, children }: { url: string; children: ReactNode }) {
  return (
    <Section>
      <Hr className="rule" style={{ borderColor: light.border, margin: "8px 0 20px" }} />
      <Text className="text" style={{ ...smallStyle, color: light.text, margin: "0 0 12px" }}>
        <strong>Not you?</strong> {children}
      </Text>
      <Button href={url} className="outline action" style={outlineStyle}>
        This wasn’t me
      </Button>
    </Section>
  );
}

const smallStyle = { color: light.muted, fontSize: "14px", lineHeight: "20px" } as const;
const buttonStyle = {
  backgroundColor: light.accent,
  color: light.accentContrast,
  borderRadius: "8px",
  fontSize: "16px",
  lineHeight: "24px",
  fontWeight: 600,
  padding: "12px 20px",
} as const;
const outlineStyle = {
  ...buttonStyle,
  backgroundColor: light.panel,
  color: light.text,
  border: `1px solid ${light.control}`,
  fontSize: "14px",
  lineHeight: "20px",
  padding: "11px 16px",
} as const;
const codeStyle = {
  backgroundColor: light.sunken,
  color: light.text,
  borderRadius: "8px",
  fontFamily: mono,
  fontSize: "25px",
  lineHeight: "32px",
  letterSpacing: "0.12em",
  margin: 0,
  padding: "12px 20px",
  textAlign: "center",
} as const;
