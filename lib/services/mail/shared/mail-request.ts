import { createMailRequest } from "@/lib/data/mail-requests";
import type { Context, RequestFacts } from "../../context";

/** A request for a mail whose reply must not reveal whether an account exists. */
export type MailRequest = {
  template: "password-reset" | "email-verification";
  /** Null when no mail may be sent, because of the rate limit or because the browser's cookie names the account. */
  normalizedEmail: string | null;
  /** Hash of the secret of the requesting browser. */
  askedHash: string | null;
};

export type StoredMailRequest = MailRequest & {
  id: string;
  request: Pick<RequestFacts, "id" | "address" | "userAgent">;
};

// Another process takes it over after this time; the process that stored it answers within it, or has failed.
const ANSWER_SECONDS = 30;
// After an outage of this length the user has given up or asked again.
const LIFETIME_MINUTES = 60;

/**
 * Stores the request: the same single write whether or not there is an account, so that a failed write (503) reveals
 * nothing, and a reply of success means that the mail isn't lost.
 */
export async function storeMailRequest(
  context: Context<"writing">,
  { template, ...asked }: MailRequest,
): Promise<StoredMailRequest> {
  const id = context.newId();
  const { address, userAgent } = context.request;
  const request = { id: context.request.id, address, userAgent };
  const now = context.now();
  const row = {
    id,
    template,
    details: JSON.stringify({ ...asked, request }),
    expiresAt: new Date(now.getTime() + LIFETIME_MINUTES * 60 * 1000),
  };
  await context.write((tx) =>
    createMailRequest(tx, row, { now, dueAt: new Date(now.getTime() + ANSWER_SECONDS * 1000) }),
  );
  return { id, template, ...asked, request };
}

/** The request of a row that `storeMailRequest` wrote. */
export function parseMailRequest({ id, template, details }: { id: string; template: string; details: string }) {
  return { id, template, ...JSON.parse(details) } as StoredMailRequest;
}
