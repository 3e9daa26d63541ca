import type { ReactNode } from "react";

type MessagePageProps = { title: string; children: ReactNode; actions: ReactNode };

/** A page with a message and links, without a form. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <div className="mx-auto flex w-full max-w-form flex-col gap-4 pt-4 pb-8 sm:pt-12">
      <h1 className="text-25 font-semibold tracking-tight">{title}</h1>
      <div className="flex flex-col gap-2 text-muted">{children}</div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 pt-2">{actions}</div>
    </div>
  );
}
