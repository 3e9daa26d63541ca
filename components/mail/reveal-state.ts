import type { ActionState } from "@/lib/action-state";
import type { OutboxMailText } from "@/lib/schemas/outbox";

/** Once an administrator revealed the links and codes of a mail, they are in its page's memory only. */
export type RevealState = ActionState & { revealed?: Pick<OutboxMailText, "text" | "secrets"> };

export type RevealAction = (previous: RevealState, form: FormData) => Promise<RevealState>;
