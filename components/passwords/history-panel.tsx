import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import { HISTORY_MAX, type PasswordHistory } from "./use-history";

type HistoryPanelProps = { history: PasswordHistory; password: string | null; noun: string; hidden: boolean };

/** The passwords that were copied or requested, if the user wants them kept. */
export function HistoryPanel({ history, password, noun, hidden }: HistoryPanelProps) {
  const { entries } = history;
  return (
    <Panel id="history" title="History" className="noscript:hidden">
      <Checkbox
        name="keep-history"
        form=""
        label={`Keep the last ${HISTORY_MAX}`}
        hint="In this tab’s memory only, until it is closed or reloaded."
        checked={entries !== null}
        onChange={(event) => (event.target.checked ? history.turnOn(password, noun) : history.turnOff())}
      />
      {entries !== null && entries.length > 0 && (
        <>
          <ol aria-labelledby="history" translate="no" className="flex flex-col divide-y divide-border">
            {entries.map((entry) => (
              <li key={entry.id} className="flex items-center justify-between gap-2">
                <span className="min-w-0 truncate font-mono text-14">
                  {hidden ? "•".repeat([...entry.text].length) : entry.text}
                </span>
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
