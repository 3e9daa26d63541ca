import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { PendingFormNotice } from "@/components/ui/pending-form";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import type { Role } from "@/lib/domain/users/roles";
import { adminSections, type AdminSection } from "./admin-sections";
import { BackLink, type BackTarget } from "./back-link";

type AdminPageProps = {
  /** The logged-in user's role; sections without permission have no link. */
  role: Role;
  section: AdminSection;
  title: string;
  lead?: ReactNode;
  /** The parent page. */
  back?: BackTarget;
  /** Shown beside the title. */
  actions?: ReactNode;
  children: ReactNode;
};

export function AdminPage({ role, section, title, lead, back, actions, children }: AdminPageProps) {
  return (
    <div className="flex flex-col gap-4 pb-8">
      {/* On a phone the list scrolls, and begins at the current section where the browser can. */}
      <nav
        aria-label="Administration"
        className="overflow-x-auto scroll-px-4 border-b border-border [scrollbar-width:none] max-sm:-mx-4 max-sm:px-4"
      >
        <ul className="flex w-max gap-x-5 sm:gap-x-6">
          {adminSections
            .filter(({ permission }) => permissionsByRole[role].has(permission))
            .map(({ section: name, label, href }) => (
              <li key={name}>
                <a
                  href={href}
                  aria-current={name === section ? (back === undefined ? "page" : "true") : undefined}
                  className={joinClasses(
                    "inline-flex min-h-11 items-center border-b-2 text-14 whitespace-nowrap focus-visible:-outline-offset-2",
                    name === section
                      ? "border-accent font-medium text-text [scroll-initial-target:nearest] forced-colors:border-[Highlight]"
                      : "border-transparent text-muted hover:text-text forced-colors:border-[Canvas]",
                  )}
                >
                  {label}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <div className={joinClasses("flex flex-col", back !== undefined && "-mt-2")}>
        {back !== undefined && <BackLink {...back} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <h1 className="min-w-0 text-25 font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {actions}
        </div>
        {lead !== undefined && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
      </div>
      <PendingFormNotice />
      {children}
    </div>
  );
}
