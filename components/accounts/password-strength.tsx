import { joinClasses } from "@/components/ui/join-classes";
import { type PasswordEstimate, type PasswordScore, passwordScoreLabels } from "./password-score";

const segmentColours: Record<PasswordScore, string> = {
  0: "bg-danger",
  1: "bg-danger",
  2: "bg-warn",
  3: "bg-ok",
  4: "bg-ok",
};

const SEGMENTS = [1, 2, 3, 4] as const;

type PasswordStrengthProps = {
  estimate: PasswordEstimate | null;
  /** False beside an error, which says the same. */
  inWords: boolean;
};

export function PasswordStrength({ estimate, inWords }: PasswordStrengthProps) {
  const word = estimate === null ? null : passwordScoreLabels[estimate.score];
  return (
    <div className="flex flex-col gap-1">
      <div
        role="meter"
        aria-label="Password strength"
        aria-valuemin={0}
        aria-valuemax={SEGMENTS.length}
        aria-valuenow={estimate?.score ?? 0}
        aria-valuetext={word ?? "Not rated yet"}
        className="grid grid-cols-4 gap-1"
      >
        {SEGMENTS.map((segment) => (
          <span
            key={segment}
            className={joinClasses(
              "h-1 rounded-full transition-colors",
              estimate !== null && segment <= Math.max(estimate.score, 1)
                ? segmentColours[estimate.score]
                : "bg-border",
            )}
          />
        ))}
      </div>
      <p role="status" className="text-14 text-muted empty:hidden">
        {inWords && (estimate === null ? "Checking…" : <Verdict {...estimate} />)}
      </p>
    </div>
  );
}

function Verdict({ score, advice }: PasswordEstimate) {
  return (
    <>
      <span className="font-semibold text-text">{passwordScoreLabels[score]}.</span>
      {score < 3 && advice !== null && ` ${advice}`}
    </>
  );
}
