import { scaleBand, scaleLinear } from "d3-scale";
import { Disclosure } from "@/components/ui/disclosure";
import { joinClasses } from "@/components/ui/join-classes";

export type ChartDay = { date: string; values: readonly number[] };

type DayChartProps = {
  id: string;
  title: string;
  /** One for each value of a day, from the bottom of the bar to its top. */
  series: readonly { label: string; tone: Tone }[];
  days: readonly ChartDay[];
};

export type Tone = "accent" | "danger" | "muted";

// Fill and outline, so that the parts differ in forced colours and in print too.
const fills: Record<Tone, string> = {
  accent: "fill-accent",
  danger: "fill-danger",
  muted: "fill-accent-soft stroke-accent",
};
const swatches: Record<Tone, string> = {
  accent: "bg-accent border-accent",
  danger: "bg-danger border-danger",
  muted: "bg-accent-soft border-accent",
};

const WIDTH = 300;
const HEIGHT = 130;
const LEFT = 26;
const BOTTOM = 18;
const TOP = 8;

/** Counts by day as bars, drawn on the server: no script, and no style that the policy would refuse. With a table of the same counts. */
export function DayChart({ id, title, series, days }: DayChartProps) {
  const totals = days.map(({ values }) => sumOf(values));
  const total = sumOf(totals);
  // One bar would say less than a word.
  const busy = days.filter((_, place) => (totals[place] ?? 0) > 0);
  const [only] = busy;
  const today = days.at(-1)?.date;
  const x = scaleBand<string>()
    .domain(days.map(({ date }) => date))
    .range([LEFT, WIDTH])
    .padding(0.25);
  const y = scaleLinear()
    .domain([0, Math.max(4, ...totals)])
    .nice(4)
    .range([HEIGHT - BOTTOM, TOP]);
  const ticks = y.ticks(4).filter(Number.isInteger);
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="text-14 font-medium">
          {title}
        </h2>
        <p className="text-20 font-semibold tabular-nums">{total.toLocaleString("en-GB")}</p>
      </div>
      {busy.length < 2 ? (
        <p className="text-14 text-muted">
          {only === undefined
            ? `None in ${days.length} days`
            : `All ${only.date === today ? "today" : `on ${shortDay(only.date)}`}`}
        </p>
      ) : (
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${title} by day: ${total} in ${days.length} days. The table below has the numbers.`}
          className="w-full"
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} className="stroke-border" />
              <text
                x={LEFT - 6}
                y={y(tick)}
                dy="0.32em"
                textAnchor="end"
                className="fill-muted text-[11px] tabular-nums"
              >
                {tick.toLocaleString("en-GB")}
              </text>
            </g>
          ))}
          {days.map(({ date, values }, place) => (
            <g key={date} className="group">
              <title>{`${shortDay(date)}: ${series.map(({ label }, part) => `${values[part] ?? 0} ${label.toLowerCase()}`).join(", ")}`}</title>
              {/* The whole column is the target of the pointer, not only the bar. */}
              <rect
                x={x(date)}
                y={TOP}
                width={x.bandwidth()}
                height={HEIGHT - BOTTOM - TOP}
                className="fill-transparent group-hover:fill-sunken"
              />
              {values.map((value, part) => {
                const below = sumOf(values.slice(0, part));
                return value === 0 ? null : (
                  <rect
                    key={series[part]?.label}
                    x={x(date)}
                    y={y(below + value)}
                    width={x.bandwidth()}
                    height={y(below) - y(below + value)}
                    rx={1}
                    className={fills[series[part]?.tone ?? "accent"]}
                  />
                );
              })}
              {(days.length - 1 - place) % 10 === 0 && (
                <text
                  x={(x(date) ?? 0) + x.bandwidth() / 2}
                  y={HEIGHT - 4}
                  textAnchor={place === days.length - 1 ? "end" : "middle"}
                  className="fill-muted text-[11px]"
                >
                  {place === days.length - 1 ? "Today" : shortDay(date)}
                </text>
              )}
            </g>
          ))}
        </svg>
      )}
      {total > 0 && series.length > 1 && (
        <ul className="flex flex-wrap gap-x-4 text-12 text-muted">
          {series.map(({ label, tone }, place) => (
            <li key={label} className="flex items-center gap-1.5">
              <span
                aria-hidden
                className={joinClasses("size-2.5 rounded-[2px] border forced-color-adjust-none", swatches[tone])}
              />
              {label}: {sumOf(days.map(({ values }) => values[place] ?? 0)).toLocaleString("en-GB")}
            </li>
          ))}
        </ul>
      )}
      {busy.length > 1 && (
        <Disclosure summary={<span className="text-12 text-muted">Show as a table</span>}>
          <div className="max-h-64 overflow-y-auto">
            <table aria-label={`${title} by day`} className="w-full border-collapse text-left text-12 tabular-nums">
              <thead>
                <tr>
                  <th scope="col" className="sticky top-0 bg-panel py-1 font-medium">
                    Day (UTC)
                  </th>
                  {series.map(({ label }) => (
                    <th key={label} scope="col" className="sticky top-0 bg-panel py-1 text-right font-medium">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="divide-y divide-border">
                {days.toReversed().map(({ date, values }) => (
                  <tr key={date}>
                    <th scope="row" className="py-1 font-normal">
                      {fullDay(date)}
                    </th>
                    {series.map(({ label }, part) => (
                      <td key={label} className="py-1 text-right">
                        {(values[part] ?? 0).toLocaleString("en-GB")}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Disclosure>
      )}
    </section>
  );
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Such as "3 Nov 2026". */
function fullDay(date: string): string {
  return `${shortDay(date)} ${date.slice(0, 4)}`;
}

/** Such as "3 Nov". */
function shortDay(date: string): string {
  return new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}
