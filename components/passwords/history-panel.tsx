import { Suspense } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { lazyPart } from "@/components/ui/lazy-part";
import { Panel } from "@/components/ui/panel";
import { lazyParts } from "./lazy-parts";
import { HISTORY_MAX, type HistoryText, type PasswordHistory } from "./use-history";

const HistoryEntries = lazyPart(lazyParts.history, ({ HistoryEntries: Part }) => Part);

type HistoryPanelProps = {
  history: PasswordHistory;
  /** The result on show; null for none. */
  current: HistoryText | null;
  hidden: boolean;
};

/** The passwords that were copied or requested, if the user wants them kept. */
export function HistoryPanel({ history, current, hidden }: HistoryPanelProps) {
  const { entries } = history;
  return (
    <Panel id="history" title="History" className="noscript:hidden">
      <Checkbox
        name="keep-history"
        form=""
        label={`Keep the last ${HISTORY_MAX}`}
        hint="In this tab’s memory only, until it is closed or reloaded."
        checked={entries !== null}
        onChange={(event) => (event.target.checked ? history.turnOn(current) : history.turnOff())}
      />
      {entries !== null && entries.length > 0 && (
        <Suspense>
          <HistoryEntries entries={entries} shown={current?.text ?? null} hidden={hidden} onClear={history.clear} />
        </Suspense>
      )}
    </Panel>
  );
}
