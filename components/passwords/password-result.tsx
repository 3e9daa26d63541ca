"use client";

import type { Ref } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { CircleAlert } from "@/components/ui/icons";
import { joinClasses } from "@/components/ui/join-classes";
import { LiveRegion } from "@/components/ui/live-region";
import { classifyCharacter } from "@/lib/domain/passwords/classify-character";
import { PasswordActions } from "./password-actions";
import { characterStyles } from "./password-characters";
import { PasswordDisplay } from "./password-display";
import type { ResultKind, ModeSettings } from "./recipe";
import { StrengthRuler } from "./strength-ruler";
import { CLIPBOARD_SECONDS } from "./use-clipboard-clearing";

type PasswordResultProps = {
  kind: ResultKind;
  settings: ModeSettings<unknown>;
  notes: readonly string[];
  warning: string | null;
  password: string | null;
  draws: number;
  hidden: boolean;
  onHiddenChange: (hidden: boolean) => void;
  singleKeys: boolean;
  copyButton: Ref<HTMLButtonElement>;
  clearsClipboard: boolean;
  onClearsClipboardChange: (clears: boolean) => void;
  /** Until the clipboard is cleared; null when it won't be. */
  secondsToClear: number | null;
  onCopied: (text: string) => void;
  onMakeAnother: () => void;
  onShowKeys: () => void;
};

const PASSWORD_ID = "password";

export function PasswordResult(props: PasswordResultProps) {
  const { kind, settings, notes, warning, password, draws, hidden, ...rest } = props;
  const { clearsClipboard, onClearsClipboardChange, secondsToClear, ...actions } = rest;
  return (
    <section
      aria-label={`Your ${kind.noun}`}
      className="flex flex-col gap-4 rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6 print:border-0 print:shadow-none"
    >
      {notes.length > 0 && (
        <ul aria-label="Rules" className="-mb-1 flex flex-wrap gap-2 max-sm:order-1 print:hidden">
          {notes.map((note, index) => (
            <li key={note} className="flex min-w-0">
              <Badge tone={index === 0 && notes.length > 1 ? "accent" : "neutral"}>{note}</Badge>
            </li>
          ))}
        </ul>
      )}
      {/* High enough for the longest password, so that the slider below doesn't move while it is dragged. */}
      <div
        className={joinClasses(
          "flex flex-col justify-center gap-1",
          kind.explainsCharacters ? "-mb-1 min-h-25 sm:min-h-19" : "min-h-20 sm:min-h-14",
        )}
      >
        <div id={PASSWORD_ID}>
          {settings.kind === "ready" ? (
            <PasswordDisplay recipe={settings.recipe} kind={kind} password={password} hidden={hidden} draws={draws} />
          ) : (
            <Refusal {...settings} />
          )}
        </div>
        {/* Keeps its place while the password is hidden or has none of the marks. */}
        {kind.explainsCharacters && (
          <div className="flex min-h-4 print:hidden">
            {!hidden && password !== null && <Legend password={password} />}
          </div>
        )}
      </div>
      <div className="flex flex-col gap-3 max-sm:order-1 print:hidden">
        <StrengthRuler bits={settings.kind === "ready" ? settings.recipe.bits : null} use={kind.use} />
        {warning !== null && <Alert tone="warn">{warning}</Alert>}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 print:hidden">
        <PasswordActions {...actions} noun={kind.noun} password={password} passwordId={PASSWORD_ID} hidden={hidden} />
        <ClipboardClearing
          wanted={clearsClipboard}
          onWantedChange={onClearsClipboardChange}
          secondsLeft={secondsToClear}
        />
      </div>
      <LiveRegion announcement={draws > 0 ? { words: `New ${kind.noun} made`, occasion: draws } : null} />
    </section>
  );
}

function Refusal({ message, details }: { message: string; details?: string[] | undefined }) {
  return (
    <div role="status" className="flex gap-3 text-16">
      <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" />
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

type ClipboardClearingProps = {
  wanted: boolean;
  onWantedChange: (wanted: boolean) => void;
  secondsLeft: number | null;
};

function ClipboardClearing({ wanted, onWantedChange, secondsLeft }: ClipboardClearingProps) {
  return (
    <div className="max-w-full noscript:hidden">
      <Checkbox
        name="clear-clipboard"
        form=""
        label={`Clear clipboard after ${CLIPBOARD_SECONDS} s`}
        hint={wanted ? clearingInWords(secondsLeft) : undefined}
        checked={wanted}
        onChange={(event) => onWantedChange(event.target.checked)}
      />
    </div>
  );
}

function clearingInWords(secondsLeft: number | null): string {
  if (secondsLeft === null) return "While this page is open. A clipboard history can keep a copy.";
  return secondsLeft > 0
    ? `The clipboard is cleared in ${secondsLeft} s`
    : "The clipboard is cleared when you return to this page";
}

/** Explains the marks that the password has. */
function Legend({ password }: { password: string }) {
  const classes = new Set([...password].map(classifyCharacter));
  return (
    <p className="flex gap-4 text-12 text-muted">
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
