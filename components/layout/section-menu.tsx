import { ChevronDown } from "lucide-react";
import { joinClasses } from "@/components/ui/join-classes";

/** A link of a navigation; `current` is "page" for the page itself and "true" for one below it. */
export type SectionLink = { label: string; href: string; current: "page" | "true" | undefined };

/** The look of a link in a list of sections, without its height. */
export function sectionLinkClasses(current: SectionLink["current"]): string {
  return joinClasses(
    "flex items-center rounded-md px-3 text-14",
    current === undefined
      ? "text-muted hover:bg-sunken hover:text-text"
      : "bg-accent-soft font-medium text-text forced-colors:underline",
  );
}

/** The sections of an area as a list that opens, for narrow screens. */
export function SectionMenu({ area, sections }: { area: string; sections: readonly SectionLink[] }) {
  return (
    <details className="group rounded-md border border-border bg-panel">
      <summary className="flex min-h-11 list-none items-center justify-between gap-2 rounded-md px-4 text-14 font-medium [&::-webkit-details-marker]:hidden">
        <span>
          <span className="font-normal text-muted">{area} / </span>
          {sections.find(({ current }) => current !== undefined)?.label}
        </span>
        <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open:rotate-180" />
      </summary>
      <div className="border-t border-border p-2">
        <SectionList sections={sections} />
      </div>
    </details>
  );
}

export function SectionList({ sections }: { sections: readonly SectionLink[] }) {
  return (
    <ul className="flex flex-col gap-px lg:-ml-3">
      {sections.map(({ label, href, current }) => (
        <li key={href}>
          <a
            href={href}
            aria-current={current}
            className={joinClasses(sectionLinkClasses(current), "min-h-11 lg:min-h-9 lg:pointer-coarse:min-h-11")}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
