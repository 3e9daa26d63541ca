import type { ReactNode } from "react";
import { PendingFormNotice } from "@/components/ui/pending-form";
import { BackLink, type BackTarget } from "./back-link";
import { SectionList, SectionMenu, type SectionLink } from "./section-menu";
import { settingsSections, type SettingsSection } from "./settings-sections";

type SettingsPageProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** The section of the account; null on a page that must be completed first, which has no navigation. */
  section: SettingsSection | null;
  /** For a page below the section's own. */
  isBelow?: boolean;
};

/** A page of the account, with the navigation between its sections. */
export function SettingsPage({ title, lead, children, section, isBelow = false }: SettingsPageProps) {
  const content = (
    <PageColumn title={title} lead={lead} back={section !== null && isBelow ? settingsSections[section] : null}>
      {children}
    </PageColumn>
  );
  if (section === null) return <div className="mx-auto w-full max-w-[40rem]">{content}</div>;
  const sections = Object.entries(settingsSections).map(([name, { label, href }]): SectionLink => {
    const current = name !== section ? undefined : isBelow ? "true" : "page";
    return { label, href, current };
  });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-[10rem_minmax(0,1fr)]">
      <nav aria-label="Account settings" className="pt-8 max-lg:hidden">
        <SectionList sections={sections} />
      </nav>
      <nav aria-label="Account settings" className="pt-2 lg:hidden">
        <SectionMenu area="Account" sections={sections} />
      </nav>
      {content}
    </div>
  );
}

/** A page in one column outside the account. */
export function ColumnPage({ back, ...page }: Omit<PageColumnProps, "back"> & { back?: BackTarget | null }) {
  return (
    <div className="mx-auto w-full max-w-[40rem]">
      <PageColumn {...page} back={back ?? null} />
    </div>
  );
}

type PageColumnProps = { title: string; lead?: ReactNode; children: ReactNode; back: BackTarget | null };

function PageColumn({ title, lead, children, back }: PageColumnProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4 pt-4 pb-8 sm:gap-6 lg:pt-8">
      <div className="flex flex-col">
        {back !== null && <BackLink {...back} />}
        <h1 className="text-25 font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {lead !== undefined && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
      </div>
      <PendingFormNotice />
      {children}
    </div>
  );
}
