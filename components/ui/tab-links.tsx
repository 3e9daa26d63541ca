import { joinClasses } from "./join-classes";

export type TabLink = { href: string; label: string; selected: boolean; count?: number };

/** The parts of a page, each with its own URL. They wrap on a narrow screen. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="border-b border-border">
      <ul className="flex flex-wrap gap-x-6">
        {tabs.map(({ href, label: name, selected, count }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={selected ? "page" : undefined}
              className={joinClasses(
                "-mb-px inline-flex min-h-11 items-center gap-1.5 border-b-2 text-14 whitespace-nowrap focus-visible:-outline-offset-2",
                selected
                  ? "border-accent font-medium text-text forced-colors:border-[Highlight]"
                  : "border-transparent text-muted hover:text-text forced-colors:border-[Canvas]",
              )}
            >
              {name}
              {count !== undefined && <span className="text-muted tabular-nums">{count.toLocaleString("en-GB")}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
