import type { ReactNode } from "react";

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
  /** More below, such as a list or a form. */
  children?: ReactNode;
};

/** A setting: its state, then what can be done. */
export function SettingsRow({ id, title, level = 2, badge, state, action, children }: SettingsRowProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 grow basis-40 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading id={id} className={level === 2 ? "text-16 font-semibold" : "text-14 font-medium"}>
              {title}
            </Heading>
            {badge}
          </div>
          {state !== undefined && <div className="max-w-prose text-14 text-muted">{state}</div>}
        </div>
        {action !== undefined && (
          <div className="flex shrink-0 flex-wrap gap-2 empty:hidden max-[22rem]:shrink">{action}</div>
        )}
      </div>
      {children}
    </section>
  );
}
