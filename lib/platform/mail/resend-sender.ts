import type { ErrorResponse } from "resend";
import type { ResendSettings } from "@/lib/config";
import { automaticHeaders, messageIdOf, reasonOf, type MessageSender, type SendOutcome } from "./message";

const REQUEST_MS = 20_000;

/**
 * Sends through Resend's HTTP API. The idempotency key is the mail's id, so that an attempt whose reply was lost isn't
 * sent twice.
 */
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
      // The SDK reports failures of the network itself, so anything else is a fault of the program, for the log.
      if (!request.signal.aborted) throw error;
      return { ok: false, failure: "unreachable", reason: "Resend took too long, so the attempt was ended." };
    }
  };
}

function outcomeOf({ name, message, statusCode }: ErrorResponse): SendOutcome {
  const reason = reasonOf(`Resend answered ${statusCode ?? "nothing"} ${name}: ${message}`);
  // The key was used with another body: an earlier attempt succeeded, and the template has changed since.
  if (name === "invalid_idempotent_request") return { ok: true };
  if (statusCode === 422 || statusCode === 400) {
    if (isAboutSettings(name)) return { ok: false, failure: "unreachable", reason };
    // Only a refused recipient ends the mail; a refused field may be a fault of this version.
    const isAboutRecipient = name === "validation_error" && /`to`|\bto field\b|\brecipient\b/i.test(message);
    return { ok: false, failure: isAboutRecipient ? "permanent" : "temporary", reason };
  }
  // An earlier attempt is still in progress.
  if (name === "concurrent_idempotent_requests") return { ok: false, failure: "temporary", reason };
  // A wrong key, an unverified domain, an exhausted quota or an unavailable service affects every mail.
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
