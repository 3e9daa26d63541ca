import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import { readMailState } from "@/lib/services/mail/read-mail-state";
import { sendTestMail } from "@/lib/services/mail/send-test-mail";

type MailOutcome = Awaited<ReturnType<typeof readMailState>>;

// Longer than a mail server takes that works; whoever waits for one that doesn't is told that it is tried again.
const WAIT_MS = 8_000;
const LOOK_MS = 150;

/** Mails whoever asks, waits a little for what becomes of it, and gives the sentence that tells; refuses with it where it failed. */
export async function mailMyself(context: ServiceContext): Promise<string> {
  const { actor } = context;
  if (actor.kind !== "user") throw new AppError("unauthorized", "Log in first.");
  const to = actor.profile.email;
  const { mailId } = await sendTestMail(context, { to });
  const { failed, sentence } = tellOfTestMail(to, await waitForOutcome(context, mailId));
  if (failed) throw new AppError("conflict", sentence);
  return sentence;
}

async function waitForOutcome(context: ServiceContext, mailId: string): Promise<MailOutcome> {
  for (const until = performance.now() + WAIT_MS; ; await sleep(LOOK_MS)) {
    const outcome = await readMailState(context, { mailId });
    const isOpen = outcome.state === "sending" || (outcome.state === "queued" && outcome.lastError === null);
    if (!isOpen || performance.now() > until) return outcome;
  }
}

export function tellOfTestMail(to: string, { state, lastError }: MailOutcome): { failed: boolean; sentence: string } {
  if (state === "sent") return { failed: false, sentence: `Sent to ${to}: it should arrive within a minute or two.` };
  if (state === "held")
    return { failed: false, sentence: "No mail leaves: set MAIL_SERVER or RESEND_API_KEY. It is kept in the outbox." };
  if (state === "dead") return { failed: true, sentence: `It can't be delivered. ${lastError}` };
  return {
    failed: lastError !== null,
    sentence: `Not sent yet; the server tries again. ${lastError ?? "Other mail is before it."}`,
  };
}
