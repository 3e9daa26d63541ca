import type { ReactNode } from "react";
import { joinClasses } from "./join-classes";

type EmptyStateProps = {
  title: string;
  /** What appears here, and how. */
  children: ReactNode;
  icon?: ReactNode;
  /** Leads to where the first entry is made. */
  action?: ReactNode;
  /** In a panel, which has a border of its own. */
  inPanel?: boolean;
};

/** Shown instead of an empty list or table. */
export function EmptyState({ title, children, icon, action, inPanel = false }: EmptyStateProps) {
  return (
    <div
      className={joinClasses(
        "flex flex-col items-center gap-1 text-center",
        inPanel ? "py-6" : "rounded-lg border border-border px-4 py-12",
      )}
    >
      {icon !== undefined && <div className="mb-3 rounded-lg bg-accent-soft p-3 text-accent">{icon}</div>}
      <p className="font-medium">{title}</p>
      <div className="max-w-[26rem] text-14 text-balance text-muted">{children}</div>
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
