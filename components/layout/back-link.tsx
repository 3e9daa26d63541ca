import { ChevronLeft } from "lucide-react";

export type BackTarget = { href: string; label: string };

/** The link to the parent page, above the title. */
export function BackLink({ href, label }: BackTarget) {
  return (
    <a
      href={href}
      className="-ml-1 inline-flex min-h-11 items-center gap-1 self-start rounded-sm text-14 text-muted hover:text-text"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {label}
    </a>
  );
}
