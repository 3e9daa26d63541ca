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

export function PasswordStrength({ estimate }: { estimate: PasswordEstimate | null }) {
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
      <p role="status" className="text-14 text-muted">
        {estimate === null ? (
          "Checking…"
        ) : (
          <>
            <span className="font-semibold text-text">{word}.</span>
            {estimate.score < 3 && estimate.advice !== null && ` ${estimate.advice}`}
          </>
        )}
      </p>
    </div>
  );
}
