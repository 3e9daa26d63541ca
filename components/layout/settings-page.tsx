import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { routes } from "@/lib/routes";

type SettingsPageProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** The parent page; null on a page that must be completed first. */
  back?: { href: string; label: string } | null;
};

const account = { href: routes.account(), label: "Account" };

export function SettingsPage({ title, lead, children, back = account }: SettingsPageProps) {
  return (
    <div className="mx-auto flex w-full max-w-[40rem] flex-col gap-4 pt-4 pb-8 sm:pt-8">
      <div className="flex flex-col">
        {back !== null && (
          <a
            href={back.href}
            className="-ml-1 inline-flex min-h-11 items-center gap-1 self-start rounded-sm text-14 text-muted hover:text-text"
          >
            <ChevronLeft aria-hidden className="size-4" />
            {back.label}
          </a>
        )}
        <h1 className="text-25 font-semibold tracking-tight">{title}</h1>
        {lead !== undefined && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
