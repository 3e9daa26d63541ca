import type { ReactNode } from "react";

/** A word or two about a thing, beside its name. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-sm bg-accent-soft px-2 text-12 leading-5 font-medium text-accent">
      {children}
    </span>
  );
}
