import { ChevronDown } from "lucide-react";
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
  const sections = adminSections.filter(({ permission }) => permissionsByRole[role].has(permission));
  const currentOf = (name: AdminSection): "page" | "true" | undefined =>
    name !== section ? undefined : back === undefined ? "page" : "true";
  return (
    <div className="flex flex-col gap-4 pb-8">
      {sections.length > 1 && (
        <>
          <nav aria-label="Administration" className="border-b border-border max-sm:hidden">
            <ul className="flex gap-x-6">
              {sections.map(({ section: name, label, href }) => (
                <li key={name}>
                  <a
                    href={href}
                    aria-current={currentOf(name)}
                    className={joinClasses(
                      "inline-flex min-h-11 items-center border-b-2 text-14 whitespace-nowrap focus-visible:-outline-offset-2",
                      name === section
                        ? "border-accent font-medium text-text forced-colors:border-[Highlight]"
                        : "border-transparent text-muted hover:text-text forced-colors:border-[Canvas]",
                    )}
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {/* As in the account: a row of six would be cut on a phone. */}
          <nav aria-label="Administration" className="pt-2 sm:hidden">
            <details className="group rounded-md border border-border bg-panel">
              <summary className="flex min-h-11 list-none items-center justify-between gap-2 rounded-md px-4 text-14 font-medium [&::-webkit-details-marker]:hidden">
                <span>
                  <span className="font-normal text-muted">Administration / </span>
                  {sections.find(({ section: name }) => name === section)?.label}
                </span>
                <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open:rotate-180" />
              </summary>
              <ul className="flex flex-col gap-px border-t border-border p-2">
                {sections.map(({ section: name, label, href }) => (
                  <li key={name}>
                    <a
                      href={href}
                      aria-current={currentOf(name)}
                      className={joinClasses(
                        "flex min-h-11 items-center rounded-md border-l-2 px-3 text-14",
                        name === section
                          ? "border-accent bg-accent-soft font-medium text-text"
                          : "border-transparent text-muted hover:bg-sunken hover:text-text",
                      )}
                    >
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          </nav>
        </>
      )}
      <div className={joinClasses("flex flex-col", back !== undefined && "-mt-2", sections.length < 2 && "pt-4")}>
        {back !== undefined && <BackLink {...back} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <h1 className="min-w-0 text-25 font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {actions}
        </div>
        {lead !== undefined && <div className="mt-1 max-w-prose text-muted">{lead}</div>}
      </div>
      <PendingFormNotice />
      {children}
    </div>
  );
}
