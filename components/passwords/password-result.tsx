"use client";

import { CircleAlert } from "lucide-react";
import type { Ref } from "react";
import { Badge } from "@/components/ui/badge";
import { joinClasses } from "@/components/ui/join-classes";
import { LiveRegion } from "@/components/ui/live-region";
import { classifyCharacter } from "@/lib/domain/passwords/classify-character";
import { PasswordActions } from "./password-actions";
import { characterStyles } from "./password-characters";
import { PasswordDisplay } from "./password-display";
import type { ResultKind, ModeSettings } from "./recipe";
import { StrengthRuler } from "./strength-ruler";

type PasswordResultProps = {
  kind: ResultKind;
  settings: ModeSettings<unknown>;
  note: string | null;
  password: string | null;
  draws: number;
  hidden: boolean;
  onHiddenChange: (hidden: boolean) => void;
  singleKeys: boolean;
  copyButton: Ref<HTMLButtonElement>;
  /** Until the clipboard is cleared; null when it won't be. */
  secondsToClear: number | null;
  onCopied: (text: string) => void;
  onMakeAnother: () => void;
  onShowKeys: () => void;
};

const PASSWORD_ID = "password";

export function PasswordResult(props: PasswordResultProps) {
  const { kind, settings, note, password, draws, hidden, secondsToClear, ...actions } = props;
  return (
    <section
      aria-label={`Your ${kind.noun}`}
      className="flex flex-col gap-4 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6 print:border-0 print:shadow-none"
    >
      {note !== null && (
        <p className="-mb-1 flex print:hidden">
          <Badge>{note}</Badge>
        </p>
      )}
      {/* High enough for the longest password, so that the slider below doesn't move while it is dragged. */}
      <div id={PASSWORD_ID} className="flex min-h-20 items-center sm:min-h-14">
        {settings.kind === "ready" ? (
          <PasswordDisplay recipe={settings.recipe} kind={kind} password={password} hidden={hidden} draws={draws} />
        ) : (
          <Refusal {...settings} />
        )}
      </div>
      <div className="print:hidden">
        <StrengthRuler bits={settings.kind === "ready" ? settings.recipe.bits : null} />
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4 print:hidden">
        <PasswordActions {...actions} noun={kind.noun} password={password} passwordId={PASSWORD_ID} hidden={hidden} />
        {secondsToClear === null ? (
          kind.distinguishesCharacters && !hidden && password !== null && <Legend password={password} />
        ) : (
          <ClearingNote secondsLeft={secondsToClear} />
        )}
      </div>
      <LiveRegion announcement={draws > 0 ? { words: `New ${kind.noun} made`, occasion: draws } : null} />
    </section>
  );
}

function Refusal({ message, details }: { message: string; details?: string[] | undefined }) {
  return (
    <div role="status" className="flex gap-3 text-16">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-col gap-1">
        <p>{message}</p>
        {details !== undefined && (
          <ul className="list-disc pl-5 [overflow-wrap:anywhere]">
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function ClearingNote({ secondsLeft }: { secondsLeft: number }) {
  return (
    <p className="text-14 text-muted tabular-nums sm:ml-auto">
      {secondsLeft > 0
        ? `The clipboard is cleared in ${secondsLeft} s`
        : "The clipboard is cleared when you return to this page"}
    </p>
  );
}

/** Explains the marks that the password has. */
function Legend({ password }: { password: string }) {
  const classes = new Set([...password].map(classifyCharacter));
  return (
    <p className="flex gap-4 text-12 text-muted sm:ml-auto">
      {classes.has("number") && (
        <span>
          <span className={joinClasses("font-mono", characterStyles.number)}>123</span> digits
        </span>
      )}
      {classes.has("symbol") && (
        <span>
          <span className={joinClasses("font-mono", characterStyles.symbol)}>#$%</span> symbols
        </span>
      )}
    </p>
  );
}
