import { joinClasses } from "./join-classes";

type SegmentedLinksProps = {
  label: string;
  links: readonly { href: string; label: string; selected: boolean }[];
};

/** Ways to do the same, one of them chosen; each has its own URL. */
export function SegmentedLinks({ label, links }: SegmentedLinksProps) {
  return (
    <nav aria-label={label}>
      <ul className="inline-flex rounded-md border border-border bg-sunken p-1">
        {links.map(({ href, label: name, selected }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={selected ? "page" : undefined}
              className={joinClasses(
                "inline-flex min-h-9 items-center rounded-sm px-4 text-14 whitespace-nowrap pointer-coarse:min-h-11",
                selected ? "bg-panel font-medium text-text shadow-panel" : "text-muted hover:text-text",
              )}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
