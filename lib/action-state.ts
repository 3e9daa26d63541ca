import type { ErrorCode } from "./errors";

/**
 * What a form gets back from its server action. `fieldErrors` is keyed by field name; nothing that was typed is echoed, and
 * `secrets` are new ones, shown this once.
 */
export type ActionState =
  | { status: "idle" }
  | { status: "done"; message?: string; secrets?: readonly string[]; progress?: StepProgress }
  | {
      status: "refused";
      code: ErrorCode;
      message: string;
      fieldErrors: Record<string, string>;
      requestId?: string;
      /** How often a code may still be wrong before the log-in has to be begun again. */
      attemptsLeft?: number;
    };

/** What a component gets that asks its server action by itself, without a form. */
export type Answer<Output> = { status: "done"; output: Output } | Extract<ActionState, { status: "refused" }>;

export const idleActionState: ActionState = { status: "idle" };

/** How far work got that is done step by step: `done` in this step, under the id that the next one is asked for by. */
export type StepProgress = { id: string; done: number; finished: boolean };
