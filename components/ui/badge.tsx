import type { ReactNode } from "react";
import { joinClasses } from "./join-classes";

type BadgeProps = { tone?: "accent" | "ok" | "neutral" | "warn" | "danger"; children: ReactNode };

const tones = {
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  neutral: "bg-border text-text",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
};

/** A short status label. */
export function Badge({ tone = "accent", children }: BadgeProps) {
  return (
    <span
      className={joinClasses(
        "inline-flex items-center rounded-sm px-2 text-12 leading-5 font-medium forced-colors:border print:border",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
