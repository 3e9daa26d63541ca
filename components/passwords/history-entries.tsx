"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { HistoryEntry } from "./use-history";

type HistoryEntriesProps = {
  entries: readonly HistoryEntry[];
  /** The result on show; null for none. */
  shown: string | null;
  hidden: boolean;
  onClear: () => void;
};

export function HistoryEntries({ entries, shown, hidden, onClear }: HistoryEntriesProps) {
  return (
    <>
      <ol aria-labelledby="history" className="flex flex-col divide-y divide-border">
        {entries.map((entry) => (
          <li key={entry.id} className="flex items-center justify-between gap-2 py-2">
            <div className="flex min-w-0 flex-col gap-1">
              <span translate="no" className="truncate font-mono text-14">
                {hidden ? "•".repeat([...entry.text].length) : entry.text}
              </span>
              <span className="flex flex-wrap gap-x-2 text-12 text-muted">
                <span>
                  <TimeAgo at={entry.at} now={entry.at} /> · {entry.bits.toFixed(1)} bits
                </span>
                {entry.text === shown && <Badge>On show</Badge>}
              </span>
            </div>
            <span className="-mr-4 shrink-0">
              <CopyButton text={entry.text} what={`${entry.noun} ${entry.id}`} />
            </span>
          </li>
        ))}
      </ol>
      <Button className="self-start" onClick={onClear}>
        Clear history
      </Button>
    </>
  );
}
