import type { ReactNode } from "react";

type AuthPageProps = {
  title: string;
  lead?: ReactNode;
  /** A message about the previous step. */
  notice?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
};

/** A page with one form. */
export function AuthPage({ title, lead, notice, children, footer }: AuthPageProps) {
  return (
    <div className="mx-auto flex w-full max-w-form flex-col gap-4 pt-4 pb-8 sm:pt-12">
      <div className="flex flex-col gap-1">
        <h1 className="text-25 font-semibold tracking-tight">{title}</h1>
        {lead !== undefined && <p className="text-muted">{lead}</p>}
      </div>
      {notice}
      <div className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">{children}</div>
      {footer !== undefined && <div className="flex flex-wrap items-center gap-x-2 text-muted">{footer}</div>}
    </div>
  );
}
