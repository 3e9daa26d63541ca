import { Button, Hr, Link, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { formatDuration, minutesAfter, formatTime } from "@/lib/domain/mail/format-time";
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

/** The one thing to do: a button, and the same address to copy for whoever can't press it. */
export function Action({ label, link }: { label: string; link: string }) {
  return (
    <>
      <Section data-skip-in-text style={{ margin: "8px 0 24px" }}>
        <Button href={link} className="button" style={buttonStyle}>
          {label}
        </Button>
      </Section>
      <Text className="muted" style={{ ...smallStyle, margin: "0 0 24px" }}>
        {label} at this address:
        <br />
        <PlainLink href={link} />
      </Text>
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

export function Code({ code, where }: { code: string; where: string }) {
  return (
    <>
      <Paragraph>{where}</Paragraph>
      <Section style={{ margin: "0 0 24px" }}>
        <Text className="sunken" style={codeStyle}>
          {code}
        </Text>
      </Section>
    </>
  );
}

/** How long the ways in are good, in words and as a time, because a mail may be read much later. */
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
      The link works once, for {until(linkMinutes)}.
      {codeMinutes !== undefined && (
        <>
          <br />
          The code works for {until(codeMinutes)}.
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
      With: {origin.device}
      {origin.address !== null && (
        <>
          <br />
          From: {origin.address}
        </>
      )}
    </Text>
  );
}

/** The way out for an owner who did none of it. */
export function NotMe({ url, children }: { url: string; children: ReactNode }) {
  return (
    <Section>
      <Hr className="rule" style={{ borderColor: light.border, margin: "8px 0 20px" }} />
      <Text className="text" style={{ ...smallStyle, color: light.text, margin: 0 }}>
        <strong>Not you?</strong> {children}
        <br />
        <Link href={url} className="link" style={{ color: light.accent, fontWeight: 600 }}>
          This wasn’t me
        </Link>
      </Text>
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
