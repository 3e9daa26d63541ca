import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import { TimeAgo } from "@/components/ui/time-ago";
import { HISTORY_MAX, type HistoryText, type PasswordHistory } from "./use-history";

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
        <>
          <ol aria-labelledby="history" className="flex flex-col divide-y divide-border">
            {entries.map((entry) => (
              <li key={entry.id} className="flex items-center justify-between gap-2 py-1">
                <div className="flex min-w-0 flex-col">
                  <span translate="no" className="truncate font-mono text-14">
                    {hidden ? "•".repeat([...entry.text].length) : entry.text}
                  </span>
                  <span className="flex flex-wrap gap-x-2 text-12 text-muted">
                    <span>
                      <TimeAgo at={entry.at} now={entry.at} /> · {Math.floor(entry.bits)} bits
                    </span>
                    {entry.text === current?.text && <Badge>On show</Badge>}
                  </span>
                </div>
                <span className="-mr-4 shrink-0">
                  <CopyButton text={entry.text} what={`${entry.noun} ${entry.id}`} />
                </span>
              </li>
            ))}
          </ol>
          <Button className="self-start" onClick={history.clear}>
            Clear history
          </Button>
        </>
      )}
    </Panel>
  );
}
