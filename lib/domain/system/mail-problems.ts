import type { Finding } from "./finding";
import { isLoopback } from "./is-loopback";
import type { SystemFacts } from "./system-facts";
import { formatTime } from "../mail/format-time";

// Retries are minutes apart at first; mail that has waited longer has failed several times.
const WAITS_MS = 60 * 60 * 1000;

/** The consequence of a sign-up mode when no mail is sent; null when the mode needs none. */
export function signUpWithoutMail(signUp: string): string | null {
  if (signUp === "verify") return "SIGNUP is verify, but no mail can be sent: users can't finish signing up.";
  if (signUp === "invite")
    return "SIGNUP is invite, but no mail can be sent: you have to pass on each invitation link yourself.";
  return null;
}

export function findMailProblems({ now, machine, mailTransport, signUp, database }: SystemFacts): Finding[] {
  const findings: Finding[] = [];
  const setUp = "Set MAIL_SERVER (SMTP) or RESEND_API_KEY (Resend) and restart the server.";
  if (mailTransport === "outbox") {
    const stuck = signUpWithoutMail(signUp);
    if (stuck !== null)
      findings.push({
        severity: "problem",
        code: "sign_up_without_mail",
        message: stuck,
        advice: `${setUp} Or set SIGNUP to open or closed.`,
      });
    else {
      const message =
        "No mail can be sent: users who forget their password have to ask an administrator for a reset link.";
      findings.push({ severity: "warning", code: "no_mail", message, advice: setUp });
    }
  }
  const { server, encryption } = machine.mail;
  if (encryption === "none" && server !== null && !isLoopback(server)) {
    findings.push({
      severity: "warning",
      code: "mail_unencrypted",
      message: `Mail is sent to ${server} unencrypted, with its links and codes.`,
      advice: "Set MAIL_USE_TLS=true, unless the network to the mail server is trusted.",
    });
  }
  if (database.state !== "ok") return findings;

  const { givenUpLastWeek, oldestWaitingAt, lastFailure } = database.facts.mail;
  const reason = lastFailure === null ? "" : ` The last one failed with: ${lastFailure.reason}`;
  if (givenUpLastWeek > 0) {
    findings.push({
      severity: "warning",
      code: "mail_given_up",
      message: `${givenUpLastWeek} ${givenUpLastWeek === 1 ? "mail" : "mails"} failed for good in the last week.${reason}`,
      advice:
        "See Administration, Mail. Links and codes in these mails were deleted, so users have to request them again.",
    });
  }
  if (mailTransport !== "outbox" && oldestWaitingAt !== null && now.getTime() - oldestWaitingAt.getTime() > WAITS_MS) {
    findings.push({
      severity: "warning",
      code: "mail_waits",
      message: `The oldest mail has waited in the outbox since ${formatTime(oldestWaitingAt)}.${reason}`,
      advice: "Check the mail settings, then send a test mail.",
    });
  }
  return findings;
}
