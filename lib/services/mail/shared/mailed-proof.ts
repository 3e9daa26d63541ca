import {
  drawMailedCode,
  formatMailedCode,
  mailedCodeMinutes,
  mailedProofsFromOneNetwork,
  mailsFromOneNetwork,
  mailsToOneAddress,
  normalizeMailedCode,
} from "@/lib/domain/accounts/mailed-code";
import { AppError } from "@/lib/errors";
import { mailWayOf } from "./mail-way";
import type { Context } from "../../context";
import { checked, countAttempt, limit, type Budget } from "../../limit";

const MINUTE_MS = 60 * 1000;

const boundTo = (id: string): string => `mailed-code:${id}`;

/** A new link and short code that verify a mailbox: the values to mail, and the values to store. */
export function newMailedProof(
  context: Context<"random" | "secrets" | "mail">,
  id: string,
  { linkMinutes }: { linkMinutes: number },
) {
  const token = context.newSecretToken();
  const code = drawMailedCode(context.random);
  const now = context.now().getTime();
  const codeMinutes = mailedCodeMinutes({ canMail: mailWayOf(context).canMail, linkMinutes });
  return {
    token,
    code: formatMailedCode(code),
    codeMinutes,
    expiresAt: new Date(now + linkMinutes * MINUTE_MS),
    kept: {
      tokenHash: context.hashSecretToken(token),
      // Sealed, not hashed: with a copy of the database an attacker could try all 100 million codes against a hash.
      sealedCode: context.secretBox.seal(code, boundTo(id)),
      codeExpiresAt: new Date(now + codeMinutes * MINUTE_MS),
      expiresAt: new Date(now + linkMinutes * MINUTE_MS),
    },
  };
}

/** Whether the text is the mailed code. */
export function isMailedCode(
  context: Context<"secrets">,
  text: string,
  { id, sealedCode }: { id: string; sealedCode: string },
): boolean {
  const code = normalizeMailedCode(text);
  return code !== null && context.secretBox.open(sealedCode, boundTo(id)) === code;
}

/** Runs `work`, which stores a request for a mail, unless its network requests too many mails. */
export async function limitMailRequests<Result>(
  context: Context<"limits">,
  work: () => Promise<Result>,
): Promise<Result> {
  return limit(context, { name: "mail:network", key: context.request.network, ...mailsFromOneNetwork }, work);
}

/**
 * Counts a mail of a purpose to an address, and tells `work` whether it may be sent. Above the limit nothing is sent, and
 * the reply must not reveal it. Each purpose has its own budget, so that an attacker can't use up another purpose's
 * mails. Refunded when `work` fails for a server-side reason: that mail isn't sent.
 */
export async function withMailBudget<Result>(
  context: Context<"limits">,
  purpose: "reset" | "verification" | "change" | "release",
  normalizedEmail: string,
  work: (wanted: boolean) => Promise<Result>,
): Promise<Result> {
  const use = { key: `mail:${purpose}:${normalizedEmail}`, ...mailsToOneAddress };
  const wanted = (await context.limiter.consume([use])).every(({ allowed }) => allowed);
  const refund = async (): Promise<void> => {
    if (wanted) await context.limiter.refund([use]);
  };
  return checked({ refund }, () => work(wanted));
}

/**
 * Checks a mailed link or code, counted against its network. `find` throws the refusal of a wrong one, which stays counted; a right
 * one and a failure of the server don't.
 */
export async function checkMailedProof<Found>(context: Context<"limits">, find: () => Promise<Found>): Promise<Found> {
  const budget: Budget = { name: "mailed-proof:network", key: context.request.network, ...mailedProofsFromOneNetwork };
  const attempt = await countAttempt(context, { others: [budget] });
  const found = await checked(attempt, find);
  await attempt.succeeded();
  return found;
}

/** The same refusal for a wrong, expired or unknown code, and for too many attempts. */
export function wrongMailedCode(): AppError {
  const message = "This code is wrong or no longer valid. Use the newest one, or request another.";
  return new AppError("wrong_code", message, { fieldErrors: [{ path: ["code"], message, type: "code_invalid" }] });
}
