import type { ReactNode } from "react";
import { joinClasses } from "./join-classes";

type PanelProps = {
  id: string;
  /** Left out where the page has the same heading. */
  title?: string;
  /** At the end of the heading's line. */
  action?: ReactNode;
  children: ReactNode;
  className?: string;
};

export function Panel({ id, title, action, children, className }: PanelProps) {
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={joinClasses(
        "flex min-w-0 flex-col gap-4 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6",
        className,
      )}
    >
      {title === undefined ? null : action === undefined ? (
        <Heading id={id} title={title} />
      ) : (
        <div className="-my-2 flex items-center justify-between gap-4">
          <Heading id={id} title={title} />
          {action}
        </div>
      )}
      {children}
    </section>
  );
}

function Heading({ id, title }: { id: string; title: string }) {
  return (
    <h2 id={id} className="text-16 font-semibold">
      {title}
    </h2>
  );
}
