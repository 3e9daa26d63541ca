import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { PendingFormNotice } from "@/components/ui/pending-form";
import { BackLink, type BackTarget } from "./back-link";
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
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-[10rem_minmax(0,1fr)]">
      <nav aria-label="Account settings" className="pt-8 max-lg:hidden">
        <SectionList current={section} isBelow={isBelow} />
      </nav>
      <nav aria-label="Account settings" className="pt-2 lg:hidden">
        <details className="group rounded-md border border-border bg-panel">
          <summary className="flex min-h-11 list-none items-center justify-between gap-2 rounded-md px-4 text-14 font-medium [&::-webkit-details-marker]:hidden">
            <span>
              <span className="font-normal text-muted">Account / </span>
              {settingsSections[section].label}
            </span>
            <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open:rotate-180" />
          </summary>
          <div className="border-t border-border p-2">
            <SectionList current={section} isBelow={isBelow} />
          </div>
        </details>
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

function SectionList({ current, isBelow }: { current: SettingsSection; isBelow: boolean }) {
  return (
    <ul className="flex flex-col gap-px lg:-ml-3">
      {Object.entries(settingsSections).map(([name, { label, href }]) => (
        <li key={name}>
          <a
            href={href}
            aria-current={name === current ? (isBelow ? "true" : "page") : undefined}
            className={joinClasses(
              "flex min-h-11 items-center rounded-md border-l-2 px-3 text-14 lg:min-h-9 lg:pointer-coarse:min-h-11",
              name === current
                ? "border-accent bg-accent-soft font-medium text-text"
                : "border-transparent text-muted hover:bg-sunken hover:text-text",
            )}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
