import type { ReactNode } from "react";
import { CircleAlert, CircleCheck, Info } from "./icons";
import { joinClasses } from "./join-classes";

type AlertProps = { tone: "danger" | "warn" | "ok" | "neutral"; children: ReactNode; action?: ReactNode };

const tones = {
  danger: { box: "bg-danger-soft", icon: <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" /> },
  warn: { box: "bg-warn-soft", icon: <Info className="mt-0.5 size-5 shrink-0 text-warn" /> },
  neutral: { box: "bg-sunken", icon: <Info className="mt-0.5 size-5 shrink-0 text-muted" /> },
  ok: { box: "bg-ok-soft", icon: <CircleCheck className="mt-0.5 size-5 shrink-0 text-ok" /> },
};

/** A message that screen readers announce when it appears. */
export function Alert({ tone, children, action }: AlertProps) {
  return (
    <div
      role={tone === "ok" || tone === "neutral" ? "status" : "alert"}
      className={joinClasses("flex gap-3 rounded-md px-4 py-3 forced-colors:border print:border", tones[tone].box)}
    >
      {tones[tone].icon}
      <div className="min-w-0 grow">{children}</div>
      {action && <div className="-my-2 shrink-0 self-center">{action}</div>}
    </div>
  );
}
