"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, type ReactNode, startTransition, useRef, useState } from "react";
import { Button, type ButtonAppearance } from "@/components/ui/button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { useServerAction } from "@/components/ui/use-server-action";
import { type ActionState, idleActionState } from "@/lib/action-state";
import { routes } from "@/lib/routes";
import { countUsers } from "./bulk-labels";

type BulkRunnerProps = {
  action: FormStateAction;
  /** Hidden fields of the first step. */
  fields: Record<string, string | undefined>;
  label: string;
  appearance: ButtonAppearance;
  total: number;
  done?: number;
  /** Another way on, beside the button. */
  beside?: ReactNode;
};

const connectionLost: ActionState = {
  status: "refused",
  code: "unavailable",
  message: "The connection was lost. Completed changes are saved. Press the button to continue.",
  fieldErrors: {},
};

/** Runs a bulk action in steps: automatically with JavaScript, one page per step without it. */
export function BulkRunner({
  action,
  fields,
  label,
  appearance,
  total,
  done: doneBefore = 0,
  beside,
}: BulkRunnerProps) {
  const [plainState, plainStep] = useServerAction(action);
  const [running, setRunning] = useState(false);
  const [done, setDone] = useState(doneBefore);
  const [refusal, setRefusal] = useState<ActionState>(idleActionState);
  const stopped = useRef(false);

  async function run(first: FormData): Promise<void> {
    let step = first;
    for (;;) {
      step.set("live", "true");
      const answer = await action(idleActionState, step);
      if (answer.status !== "done" || answer.progress === undefined) {
        setRunning(false);
        setRefusal(answer);
        return;
      }
      const { id, done: doneNow, finished } = answer.progress;
      setDone((count) => count + doneNow);
      if (finished || stopped.current) return window.location.assign(routes.bulkRun(id, { from: fields["from"] }));
      step = new FormData();
      step.set("run_id", id);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (running) return;
    const form = new FormData(event.currentTarget);
    stopped.current = false;
    setRunning(true);
    setRefusal(idleActionState);
    startTransition(async () => {
      try {
        await run(form);
      } catch (error) {
        // Next throws to redirect to the password confirmation.
        unstable_rethrow(error);
        setRunning(false);
        setRefusal(connectionLost);
      }
    });
  }

  return (
    <form action={plainStep} onSubmit={submit} className="flex flex-col items-start gap-4">
      {Object.entries(fields).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <FormOutcome state={refusal.status === "idle" ? plainState : refusal} />
      {running && (
        <div className="flex w-full max-w-form flex-col gap-2 text-14">
          <progress
            aria-label="Progress"
            value={done}
            max={Math.max(total, done, 1)}
            className="h-2 w-full accent-accent"
          />
          <p role="status" className="text-muted tabular-nums">
            {done.toLocaleString("en-GB")} of {countUsers(Math.max(total, done))}
          </p>
        </div>
      )}
      {running ? (
        <Button onClick={() => void (stopped.current = true)}>Stop</Button>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" appearance={appearance}>
            {label}
          </Button>
          {beside}
        </div>
      )}
    </form>
  );
}
