import type { ReactNode } from "react";
import { joinClasses } from "./join-classes";

type PanelProps = { id: string; title: string; children: ReactNode; className?: string };

export function Panel({ id, title, children, className }: PanelProps) {
  return (
    <section
      aria-labelledby={id}
      className={joinClasses(
        "flex min-w-0 flex-col gap-4 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6",
        className,
      )}
    >
      <h2 id={id} className="text-16 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
