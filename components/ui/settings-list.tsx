import type { ReactNode } from "react";
import { joinClasses } from "./join-classes";

/** One card with a row for each setting. */
export function SettingsList({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col divide-y divide-border rounded-lg border border-border bg-panel shadow-panel">
      {children}
    </div>
  );
}

type SettingsRowProps = {
  id: string;
  title: string;
  /** 3 for a part of the setting above it. */
  level?: 2 | 3;
  /** A badge beside the title. */
  badge?: ReactNode;
  /** The state, as a short text below the title. */
  state?: ReactNode;
  /** A link or a button. */
  action?: ReactNode;
  /** The action stays beside the title on a phone too. */
  hasShortAction?: boolean;
  /** More below, such as a list or a form. */
  children?: ReactNode;
};

/** A setting: its state, then what can be done. */
export function SettingsRow({
  id,
  title,
  level = 2,
  badge,
  state,
  action,
  hasShortAction = false,
  children,
}: SettingsRowProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className={joinClasses("flex min-w-0 grow flex-col gap-1", hasShortAction ? "basis-40" : "basis-60")}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading id={id} className={level === 2 ? "text-16 font-semibold" : "text-14 font-medium"}>
              {title}
            </Heading>
            {badge}
          </div>
          {state !== undefined && (
            <div className={joinClasses("max-w-prose text-14 text-muted", hasShortAction && "max-sm:hidden")}>
              {state}
            </div>
          )}
        </div>
        {action !== undefined && (
          <div className="flex shrink-0 flex-wrap gap-2 empty:hidden max-[22rem]:shrink">{action}</div>
        )}
        {/* On a phone below both, in the whole width. */}
        {hasShortAction && state !== undefined && <div className="w-full text-14 text-muted sm:hidden">{state}</div>}
      </div>
      {children}
    </section>
  );
}
