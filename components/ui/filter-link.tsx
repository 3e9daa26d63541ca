import { joinClasses } from "./join-classes";

type FilterLinkProps = { href: string; selected: boolean; label: string; count?: number };

/** One of several views of a list or page; a link, so that it has a URL and works without JavaScript. */
export function FilterLink({ href, selected, label, count }: FilterLinkProps) {
  return (
    <a
      href={href}
      aria-current={selected ? "true" : undefined}
      className={joinClasses(
        "inline-flex min-h-9 items-center gap-2 rounded-full border px-3 text-14 whitespace-nowrap transition-colors pointer-coarse:min-h-11",
        selected
          ? "border-accent bg-accent-soft font-medium text-accent"
          : "border-border bg-panel text-muted hover:border-control hover:text-text",
      )}
    >
      {label}
      {count !== undefined && <span className="tabular-nums">{count}</span>}
    </a>
  );
}

type StateFilterProps<State extends string> = {
  label: string;
  states: readonly State[];
  labels: Record<State, { label: string }>;
  counts: Record<State, number>;
  selected: State | undefined;
  hrefOf: (query: { state?: State }) => string;
};

/** Links to all items of a list and to those in each state, with their counts. */
export function StateFilter<State extends string>({
  label,
  states,
  labels,
  counts,
  selected,
  hrefOf,
}: StateFilterProps<State>) {
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  const shown = states.filter((state) => counts[state] > 0 || state === selected);
  // One state says no more than the list itself.
  if (shown.length < 2 && selected === undefined) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap gap-2">
      <FilterLink href={hrefOf({})} selected={selected === undefined} label="All" count={total} />
      {shown.map((state) => (
        <FilterLink
          key={state}
          href={hrefOf({ state })}
          selected={selected === state}
          label={labels[state].label}
          count={counts[state]}
        />
      ))}
    </nav>
  );
}
