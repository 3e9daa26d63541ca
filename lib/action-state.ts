import type { ErrorCode } from "./errors";

/** What a form gets back from its server action. `fieldErrors` is keyed by field name; nothing secret is echoed. */
export type ActionState =
  | { status: "idle" }
  | { status: "done"; message?: string }
  | { status: "refused"; code: ErrorCode; message: string; fieldErrors: Record<string, string>; requestId?: string };

export const idleActionState: ActionState = { status: "idle" };
