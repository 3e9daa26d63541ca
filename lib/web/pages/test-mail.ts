import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import { readMailState } from "@/lib/services/mail/read-mail-state";
import { sendTestMail } from "@/lib/services/mail/send-test-mail";

type MailOutcome = Awaited<ReturnType<typeof readMailState>>;

// Longer than a working mail server takes. After that, the page says that the server tries again.
const WAIT_MS = 8_000;
const POLL_MS = 150;

/** Mails the current user, waits for the outcome and returns it as a sentence; throws it if the mail failed. */
export async function sendTestMailToSelf(context: ServiceContext): Promise<string> {
  const { actor } = context;
  if (actor.kind !== "user") throw new AppError("unauthorized", "Log in first.");
  const to = actor.profile.email;
  const { mailId } = await sendTestMail(context, { to });
  const { failed, sentence } = describeTestMail(to, await waitForOutcome(context, mailId));
  if (failed) throw new AppError("conflict", sentence);
  return sentence;
}

async function waitForOutcome(context: ServiceContext, mailId: string): Promise<MailOutcome> {
  for (const until = performance.now() + WAIT_MS; ; await sleep(POLL_MS)) {
    const outcome = await readMailState(context, { mailId });
    const isOpen = outcome.state === "sending" || (outcome.state === "queued" && outcome.lastError === null);
    if (!isOpen || performance.now() > until) return outcome;
  }
}

export function describeTestMail(to: string, { state, lastError }: MailOutcome): { failed: boolean; sentence: string } {
  if (state === "sent") return { failed: false, sentence: `Sent to ${to}. It should arrive within 2 minutes.` };
  if (state === "held")
    return {
      failed: false,
      sentence: "This server sends no mail. The mail is in the outbox. Set MAIL_SERVER or RESEND_API_KEY to send mail.",
    };
  if (state === "dead") return { failed: true, sentence: `The mail could not be delivered. ${lastError}` };
  return {
    failed: lastError !== null,
    sentence: `Not sent yet. The server will try again. ${lastError ?? "Other mail is first in the queue."}`,
  };
}
