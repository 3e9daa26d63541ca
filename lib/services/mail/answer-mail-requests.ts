import { claimMailRequest, listDueMailRequests } from "@/lib/data/mail-requests";
import { isAppError } from "@/lib/errors";
import { answerResendRequest } from "../accounts/shared/answer-resend-request";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseMailRequest, type StoredMailRequest } from "./shared/mail-request";
import { answerResetRequest } from "../recovery/shared/answer-reset-request";

const BATCH_SIZE = 50;

type Answering = Parameters<typeof answerResendRequest>[0];

const answers = {
  "password-reset": answerResetRequest,
  "email-verification": answerResendRequest,
} satisfies Record<StoredMailRequest["template"], (context: Answering, request: StoredMailRequest) => Promise<void>>;

/** Answers stored requests for mail whose own process failed or ended before it could. Returns their number. */
export async function answerMailRequests(
  context: Answering & Pick<ServiceContext, "request">,
): Promise<{ answered: number }> {
  authorize(context, "mail:deliver");
  let answered = 0;
  for (const row of await listDueMailRequests(context.db, context.now(), BATCH_SIZE)) {
    try {
      await answer(context, row);
      answered += 1;
    } catch (cause) {
      // The database fails, so the other requests wait for the next run.
      if (isAppError(cause) && cause.code === "unavailable") throw cause;
      context.log.error({ cause, mailRequest: row.id }, "a stored request for mail can't be answered");
    }
  }
  return { answered };
}

async function answer(
  context: Answering,
  row: { id: string; template: string; details: string; expiresAt: Date },
): Promise<void> {
  if (row.expiresAt <= context.now()) {
    await context.write((tx) => claimMailRequest(tx, row.id));
    return;
  }
  const stored = parseMailRequest(row);
  // The mail and the audit log show the request that asked, not this job.
  await answers[stored.template]({ ...context, request: { ...context.request, ...stored.request } }, stored);
}
