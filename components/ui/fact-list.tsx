import type { ReactNode } from "react";

/** A description list with one term and value per line. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-2 text-14">{children}</dl>;
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-4">
      <dt className="w-28 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
