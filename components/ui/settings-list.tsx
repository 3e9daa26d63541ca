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
export function SettingsRow({ id, title, badge, state, action, children }: SettingsRowProps) {
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4 p-4 sm:px-6 sm:py-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 grow basis-60 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 id={id} className="text-16 font-medium">
              {title}
            </h2>
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
