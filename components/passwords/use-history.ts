"use client";

import { useEffect, useState } from "react";

export const HISTORY_MAX = 20;

/** A generated text, what it is called, and its strength. */
export type HistoryText = { text: string; noun: string; bits: number };

export type HistoryEntry = HistoryText & {
  id: number;
  /** When it was generated or copied. */
  at: string;
};

export type PasswordHistory = {
  /** The newest first; null while it's off. */
  entries: readonly HistoryEntry[] | null;
  /** Does nothing while it's off, and moves a text that is in it already to the front. */
  add: (text: HistoryText) => void;
  /** With the text that it begins with. */
  turnOn: (text: HistoryText | null) => void;
  /** Deletes it. */
  turnOff: () => void;
  clear: () => void;
};

/** The last passwords, in this tab's memory only. The browser asks before the tab with them is closed. */
export function useHistory(): PasswordHistory {
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  const hasEntries = entries !== null && entries.length > 0;

  useEffect(() => {
    if (!hasEntries) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [hasEntries]);

  return {
    entries,
    add: (text) => setEntries((before) => (before === null ? null : withEntry(before, text))),
    turnOn: (text) => setEntries(text === null ? [] : withEntry([], text)),
    turnOff: () => setEntries(null),
    clear: () => setEntries([]),
  };
}

function withEntry(entries: readonly HistoryEntry[], text: HistoryText): readonly HistoryEntry[] {
  const id = Math.max(0, ...entries.map((entry) => entry.id)) + 1;
  const others = entries.filter((entry) => entry.text !== text.text);
  return [{ ...text, id, at: new Date().toISOString() }, ...others].slice(0, HISTORY_MAX);
}
