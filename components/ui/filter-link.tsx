import { joinClasses } from "@/components/ui/join-classes";

type StateLinkProps = { href: string; chosen: boolean; word: string; count?: number };

/** One of a few views of a list or page, as a link, so that it works by address and without JavaScript. */
export function StateLink({ href, chosen, word, count }: StateLinkProps) {
  return (
    <a
      href={href}
      aria-current={chosen ? "true" : undefined}
      className={joinClasses(
        "inline-flex min-h-9 items-center gap-2 rounded-full border px-3 text-14 whitespace-nowrap transition-colors pointer-coarse:min-h-11",
        chosen
          ? "border-accent bg-accent-soft font-medium text-accent"
          : "border-border bg-panel text-muted hover:border-control hover:text-text",
      )}
    >
      {word}
      {count !== undefined && <span className="tabular-nums">{count}</span>}
    </a>
  );
}
