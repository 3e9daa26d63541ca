import { joinClasses } from "@/components/ui/join-classes";
import { passwordStrength, type StrengthLevel } from "@/lib/domain/passwords/password-strength";
import { sentenceCase } from "./sentence-case";

// Above the 128 bits of the strictest standard; more bits make no practical difference.
const RULER_BITS = 160;
const TICK_BITS = 10;
const LABEL_BITS = 40;

const barColours: Record<StrengthLevel, string> = {
  weak: "fill-danger",
  fair: "fill-warn",
  good: "fill-text",
  strong: "fill-text",
  "very strong": "fill-text",
};

type StrengthRulerProps = {
  /** Null without a password. */
  bits: number | null;
  /** Said instead of the level, for a result that is only used where the level doesn't matter. */
  use?: string | undefined;
};

/** The entropy on a scale and as a strength level. */
export function StrengthRuler({ bits, use }: StrengthRulerProps) {
  const level = bits === null ? null : passwordStrength(bits);
  const inWords = level === null ? "No password" : (use ?? sentenceCase(level));
  const shownBits = bits === null ? 0 : Math.min(bits, RULER_BITS);
  const words = (
    <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-14">
      <span className="font-semibold">{inWords}</span>
      <span className="text-muted">
        <span className="font-mono text-text">{bits === null ? "–" : bits.toFixed(1)}</span> bits of entropy
      </span>
    </p>
  );
  // On the scale for passwords, it would look worse than it is.
  if (use !== undefined) return words;
  return (
    <div className="flex flex-col gap-2">
      {words}
      <div
        role="meter"
        aria-label="Strength"
        aria-valuemin={0}
        aria-valuemax={RULER_BITS}
        aria-valuenow={Math.floor(shownBits)}
        aria-valuetext={bits === null ? "No password" : `${Math.floor(bits)} bits, ${level}`}
      >
        <svg aria-hidden viewBox={`0 0 ${RULER_BITS} 12`} preserveAspectRatio="none" className="block h-3 w-full">
          <rect y="0" width={RULER_BITS} height="4" className="fill-border" />
          <rect
            y="0"
            width={shownBits}
            height="4"
            className={joinClasses("transition-[width]", level !== null && barColours[level])}
          />
          <path d={ticks(TICK_BITS, 8)} vectorEffect="non-scaling-stroke" className="stroke-border" />
          <path d={ticks(LABEL_BITS, 12)} vectorEffect="non-scaling-stroke" className="stroke-control" />
        </svg>
        {/* Negative margins cancel each label's width, so that it is centred at its tick; the outer two are aligned inwards. */}
        <div aria-hidden className="flex justify-between pt-1 font-mono text-12 text-muted">
          {Array.from({ length: RULER_BITS / LABEL_BITS + 1 }, (_, index) => (
            <span
              key={index}
              className="-mx-4 w-8 text-center first:-mr-8 first:ml-0 first:text-left last:mr-0 last:-ml-8 last:text-right"
            >
              {index * LABEL_BITS}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function ticks(everyBits: number, bottom: number): string {
  return Array.from({ length: RULER_BITS / everyBits + 1 }, (_, index) => `M${index * everyBits} 6V${bottom}`).join("");
}
