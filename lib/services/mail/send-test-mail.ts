import { normalizeEmail } from "@/lib/domain/accounts/email-address";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { limit } from "../limit";
import { queueMail } from "./shared/queue-mail";

// Enough to try out settings, too few to flood a mailbox.
const TEST_MAILS = { name: "test-mail", requestsMax: 10, windowSeconds: 15 * 60 } as const;

/** Queues a test mail; returns the outbox row's id. */
export async function sendTestMail(
  context: Context<"writing" | "limits" | "secrets" | "mail">,
  { to }: { to: string },
): Promise<{ mailId: string }> {
  authorize(context, "mail:test");
  const address = normalizeEmail(to);
  if (address === null) throw new AppError("validation", "This isn't an email address.");
  const { actor } = context;
  const queue = (sentBy: string | null): Promise<string> =>
    context.write((tx) =>
      queueMail(context, tx, {
        template: "test-mail",
        to: address,
        props: { sentBy, at: context.now().toISOString() },
        secretProps: {},
        userId: null,
      }),
    );
  if (actor.kind !== "user") return { mailId: await queue(null) };
  const budget = { ...TEST_MAILS, key: actor.userId };
  return { mailId: await limit(context, budget, () => queue(actor.profile.fullName)) };
}
