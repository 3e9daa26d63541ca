"use client";

import { useEffect, useState } from "react";

export const HISTORY_MAX = 20;

export type HistoryEntry = { id: number; text: string; noun: string };

export type PasswordHistory = {
  /** The newest first; null while it's off. */
  entries: readonly HistoryEntry[] | null;
  /** Does nothing while it's off, and moves a text that is in it already to the front. */
  add: (text: string, noun: string) => void;
  /** With the text that it begins with. */
  turnOn: (text: string | null, noun: string) => void;
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
    add: (text, noun) => setEntries((before) => (before === null ? null : withEntry(before, text, noun))),
    turnOn: (text, noun) => setEntries(text === null ? [] : withEntry([], text, noun)),
    turnOff: () => setEntries(null),
    clear: () => setEntries([]),
  };
}

function withEntry(entries: readonly HistoryEntry[], text: string, noun: string): readonly HistoryEntry[] {
  const id = Math.max(0, ...entries.map((entry) => entry.id)) + 1;
  return [{ id, text, noun }, ...entries.filter((entry) => entry.text !== text)].slice(0, HISTORY_MAX);
}
