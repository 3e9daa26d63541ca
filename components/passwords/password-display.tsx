"use client";

import type { ClipboardEvent, FocusEvent } from "react";
import { joinClasses } from "@/components/ui/join-classes";
import { PasswordCharacters } from "./password-characters";
import type { ResultKind, Recipe } from "./recipe";
import { ServerMadePassword } from "./server-made-password";

type PasswordDisplayProps = {
  recipe: Recipe;
  kind: ResultKind;
  password: string | null;
  hidden: boolean;
  /** How many passwords the user has requested; each of these is animated. */
  draws: number;
};

/** The password in large type; a click or focus selects all of it. */
export function PasswordDisplay({ recipe, kind, password, hidden, draws }: PasswordDisplayProps) {
  return (
    <div
      role="group"
      aria-label={hidden ? `${kind.title}, hidden` : kind.title}
      // Browsers would translate the words of a passphrase.
      translate="no"
      tabIndex={0}
      onFocus={selectAll}
      onCopy={(event) => copyPassword(event, password)}
      className={joinClasses(
        "w-full rounded-sm font-mono whitespace-break-spaces select-all",
        kind.breaks === "anywhere" ? "[line-break:anywhere]" : "[overflow-wrap:anywhere]",
        sizeFor(recipe.length),
      )}
    >
      <div key={draws} className={joinClasses(draws > 0 && "animate-roll-in")}>
        {password !== null &&
          (hidden ? (
            "•".repeat([...password].length)
          ) : (
            <Characters marked={kind.distinguishesCharacters} password={password} />
          ))}
      </div>
      {password === null && (
        <>
          <Placeholder length={recipe.length} />
          <ServerMadePassword draw={recipe.draw} marked={kind.distinguishesCharacters} />
        </>
      )}
    </div>
  );
}

function Characters({ marked, password }: { marked: boolean; password: string }) {
  return marked ? <PasswordCharacters password={password} /> : <span>{password}</span>;
}

/** Reserves the space of the password until hydration. CSS content, so that it can't be copied and isn't in the text. */
function Placeholder({ length }: { length: number }) {
  return (
    <div
      aria-hidden
      data-dots={"•".repeat(length)}
      className="text-muted noscript:hidden before:content-[attr(data-dots)]"
    />
  );
}

function selectAll(event: FocusEvent<HTMLElement>): void {
  window.getSelection()?.selectAllChildren(event.currentTarget);
}

/** Copies the password, even when dots are displayed, and without line breaks. */
function copyPassword(event: ClipboardEvent, password: string | null): void {
  if (password === null) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", password);
}

/** A long result in smaller type, so that none needs much more height than another. */
function sizeFor(length: number): string {
  if (length <= 40) return "text-25 sm:text-31";
  return length <= 75 ? "text-16 sm:text-20" : "text-14 sm:text-20";
}
