import type { ErrorResponse } from "resend";
import type { ResendSettings } from "@/lib/config";
import { automaticHeaders, messageIdOf, reasonOf, type MessageSender, type SendOutcome } from "./message";

const REQUEST_MS = 20_000;

/** Sends by Resend's HTTP API. Its idempotency key is the mail's id, so that an attempt whose answer was lost is not sent twice. */
export function createResendSender({ apiKey, baseUrl }: ResendSettings): MessageSender {
  return async (message, signal) => {
    const { Resend } = await import("resend");
    const request = { idempotencyKey: message.id, signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]) };
    try {
      const { error } = await new Resend(apiKey, { baseUrl }).emails.send(
        {
          from: `${JSON.stringify(message.from.name)} <${message.from.address}>`,
          to: [message.to],
          subject: message.subject,
          html: message.html,
          text: message.text,
          headers: { ...automaticHeaders, "Message-ID": messageIdOf(message), "X-Entity-Ref-ID": message.id },
        },
        request,
      );
      return error === null ? { ok: true } : outcomeOf(error);
    } catch (error) {
      return { ok: false, failure: "unreachable", reason: reasonOf(`Resend could not be asked: ${String(error)}`) };
    }
  };
}

function outcomeOf({ name, message, statusCode }: ErrorResponse): SendOutcome {
  const reason = reasonOf(`Resend answered ${statusCode ?? "nothing"} ${name}: ${message}`);
  // The key was used with other words: an earlier attempt got through, and the mail has been worded anew since.
  if (name === "invalid_idempotent_request") return { ok: true };
  // About this mail: its recipient or its contents.
  if (statusCode === 422 || statusCode === 400)
    return { ok: false, failure: isAboutSettings(name) ? "unreachable" : "permanent", reason };
  // An earlier attempt is still running.
  if (name === "concurrent_idempotent_requests") return { ok: false, failure: "temporary", reason };
  // A wrong key, an unproven domain, a used-up quota, a failing or absent service: no mail would fare better.
  return { ok: false, failure: "unreachable", reason };
}

function isAboutSettings(name: ErrorResponse["name"]): boolean {
  return (
    name === "invalid_from_address" ||
    name === "missing_api_key" ||
    name === "invalid_api_key" ||
    name === "restricted_api_key" ||
    name === "invalid_access"
  );
}
