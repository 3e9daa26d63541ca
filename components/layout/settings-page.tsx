import type { ReactNode } from "react";
import { PendingFormNotice } from "@/components/ui/pending-form";
import { routes } from "@/lib/routes";
import { BackLink, type BackTarget } from "./back-link";

type SettingsPageProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** The parent page; null on a page that must be completed first. */
  back?: BackTarget | null;
};

const account = { href: routes.account(), label: "Account" };

export function SettingsPage({ title, lead, children, back = account }: SettingsPageProps) {
  return (
    <div className="mx-auto flex w-full max-w-[40rem] flex-col gap-4 pt-4 pb-8 sm:pt-8">
      <div className="flex flex-col">
        {back !== null && <BackLink {...back} />}
        <h1 className="text-25 font-semibold tracking-tight">{title}</h1>
        {lead !== undefined && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
      </div>
      <PendingFormNotice />
      {children}
    </div>
  );
}
