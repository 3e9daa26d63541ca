import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { PendingFormNotice } from "@/components/ui/pending-form";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import type { Role } from "@/lib/domain/users/roles";
import { adminSections, type AdminSection } from "./admin-sections";
import { BackLink, type BackTarget } from "./back-link";
import { SectionMenu, type SectionLink } from "./section-menu";

type AdminPageProps = {
  /** The logged-in user's role; sections without permission have no link. */
  role: Role;
  section: AdminSection;
  title: string;
  /** How many things the page lists, beside the title. */
  count?: string;
  lead?: ReactNode;
  /** The parent page. */
  back?: BackTarget;
  /** Shown beside the title. */
  actions?: ReactNode;
  children?: ReactNode;
};

/** For a form that says its result in the page's title. */
export type AdminPageFrame = Pick<AdminPageProps, "role" | "section" | "back">;

export function AdminPage({ role, section, title, count, lead, back, actions, children }: AdminPageProps) {
  const sections = adminSections
    .filter(({ permission }) => permissionsByRole[role].has(permission))
    .map(({ section: name, label, href }): SectionLink => {
      const current = name !== section ? undefined : back === undefined ? "page" : "true";
      return { label, href, current };
    });
  return (
    <div className="flex flex-col gap-4 pb-8">
      {sections.length > 1 && (
        <>
          <nav aria-label="Administration" className="border-b border-border max-sm:hidden">
            <ul className="flex gap-x-6">
              {sections.map(({ label, href, current }) => (
                <li key={href}>
                  <a
                    href={href}
                    aria-current={current}
                    className={joinClasses(
                      "inline-flex min-h-11 items-center border-b-2 text-14 font-medium whitespace-nowrap focus-visible:-outline-offset-2",
                      current === undefined
                        ? "border-transparent text-muted hover:text-text forced-colors:border-[Canvas]"
                        : "border-accent text-text forced-colors:border-[Highlight]",
                    )}
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {/* A row of six would be cut on a phone. */}
          <nav aria-label="Administration" className="pt-2 sm:hidden">
            <SectionMenu area="Administration" sections={sections} />
          </nav>
        </>
      )}
      <div className={joinClasses("flex flex-col", back !== undefined && "-mt-2", sections.length < 2 && "pt-4")}>
        {back !== undefined && <BackLink {...back} />}
        {/* As high as a button, so that all titles are at one height. */}
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="flex min-w-0 items-baseline gap-3">
            <h1 className="min-w-0 text-25 font-semibold tracking-tight wrap-anywhere">{title}</h1>
            {count !== undefined && <p className="text-muted tabular-nums">{count}</p>}
          </div>
          {actions !== undefined && <div className="print:hidden">{actions}</div>}
        </div>
        {lead !== undefined && <div className="mt-1 max-w-prose text-muted">{lead}</div>}
      </div>
      <PendingFormNotice />
      {children}
    </div>
  );
}
