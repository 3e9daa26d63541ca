import { joinClasses } from "./join-classes";

export type CountTile = {
  label: string;
  count: number;
  /** Colours the number when it isn't 0. */
  tone?: "ok" | "warn" | "danger";
};

const tones = { ok: "text-ok", warn: "text-warn", danger: "text-danger" };

/** The counts of a report, the most important first: large numbers with their labels. */
export function CountTiles({ label, tiles }: { label: string; tiles: readonly CountTile[] }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 overflow-hidden rounded-lg border border-border bg-border gap-px shadow-panel sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]"
    >
      {tiles.map(({ label: term, count, tone }) => (
        <div
          key={term}
          className="flex flex-col-reverse justify-end gap-1 bg-panel px-4 py-3 max-sm:last:odd:col-span-2"
        >
          <dt className="text-14 text-muted">{term}</dt>
          <dd
            className={joinClasses(
              "text-25 leading-8 font-semibold tabular-nums",
              count === 0 ? "text-muted" : tone !== undefined && tones[tone],
            )}
          >
            {count.toLocaleString("en-GB")}
          </dd>
        </div>
      ))}
    </dl>
  );
}
