import {
  drawMailedCode,
  formatMailedCode,
  MAILED_CODE_MINUTES,
  mailedProofsFromOneNetwork,
  mailsFromOneNetwork,
  mailsToOneAddress,
  normalizeMailedCode,
} from "@/lib/domain/accounts/mailed-code";
import { AppError } from "@/lib/errors";
import type { Context } from "../../context";
import { countAttempt, limit, type Attempt } from "../../limit";

const MINUTE_MS = 60 * 1000;

const boundTo = (id: string): string => `mailed-code:${id}`;

/** A link and a short code that prove a mailbox: what a mail carries, and what is kept of it. */
export function newMailedProof(
  context: Context<"random" | "secrets">,
  id: string,
  { linkMinutes }: { linkMinutes: number },
) {
  const token = context.newSecretToken();
  const code = drawMailedCode(context.random);
  const now = context.now().getTime();
  return {
    token,
    code: formatMailedCode(code),
    expiresAt: new Date(now + linkMinutes * MINUTE_MS),
    kept: {
      tokenHash: context.hashSecretToken(token),
      // Sealed and not hashed: whoever has a copy of the database would try all hundred million.
      sealedCode: context.secretBox.seal(code, boundTo(id)),
      codeExpiresAt: new Date(now + MAILED_CODE_MINUTES * MINUTE_MS),
      expiresAt: new Date(now + linkMinutes * MINUTE_MS),
    },
  };
}

/** Whether this is the code that was mailed. */
export function isMailedCode(
  context: Context<"secrets">,
  text: string,
  { id, sealedCode }: { id: string; sealedCode: string },
): boolean {
  const code = normalizeMailedCode(text);
  return code !== null && context.secretBox.open(sealedCode, boundTo(id)) === code;
}

/** Refuses a network that asks for more mails than people do. */
export async function limitMailRequests(context: Context<"limits">): Promise<void> {
  await limit(context, { name: "mail:network", key: context.request.network, ...mailsFromOneNetwork });
}

/**
 * Whether one more mail of a purpose may go to an address. Beyond that nothing is sent and nobody is told: the answer must
 * not change. Each purpose counts for itself, or asking for one would keep the owner from the other.
 */
export async function mayMail(
  context: Context<"limits">,
  purpose: "reset" | "verification" | "change",
  normalizedEmail: string,
): Promise<boolean> {
  const use = { key: `mail:${purpose}:${normalizedEmail}`, ...mailsToOneAddress };
  return (await context.limiter.consume([use])).every(({ allowed }) => allowed);
}

/** Counts an attempt at a mailed link or code against its network. */
export async function countMailedProof(context: Context<"limits">): Promise<Attempt> {
  const budget = { name: "mailed-proof:network", key: context.request.network, ...mailedProofsFromOneNetwork };
  return countAttempt(context, { others: [budget] });
}

/** The one refusal for a code that is wrong, old, tried too often or never was. */
export function wrongMailedCode(): AppError {
  const message = "This code is wrong or has expired. Check the newest mail or request another code.";
  return new AppError("wrong_code", message, { fieldErrors: [{ path: ["code"], message, type: "code_invalid" }] });
}
