import type { ErrorCode } from "./errors";

/**
 * The result of a form's server action. `fieldErrors` is keyed by field name; no input is echoed, and `secrets` are new
 * ones, shown once.
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
      /** The number of wrong codes left before the user has to log in again. */
      attemptsLeft?: number;
      /** By about how much the authenticator's clock is ahead, when two wrong codes show it; negative when it is behind. */
      clockOffSeconds?: number;
    };

/** The result of a server function that a component calls without a form. */
export type Answer<Output> = { status: "done"; output: Output } | Extract<ActionState, { status: "refused" }>;

export const idleActionState: ActionState = { status: "idle" };

/** The progress of work that runs in steps: `done` counts this step, and `id` requests the next one. */
export type StepProgress = { id: string; done: number; finished: boolean };
