import type { Finding } from "./finding";
import { isLoopback } from "./is-loopback";
import type { SystemFacts } from "./system-facts";

// Tries are minutes apart at first; what waits for longer has failed several times.
const WAITS_MS = 60 * 60 * 1000;

/** What comes of a way to sign up where no mail leaves; null where it needs none. */
export function signUpWithoutMail(signUp: string): string | null {
  if (signUp === "verify") return "SIGNUP is verify, but no mail can be sent: nobody can finish signing up.";
  if (signUp === "invite")
    return "SIGNUP is invite, but no mail can be sent: each invitation's link has to be handed on.";
  return null;
}

export function findMailProblems({ now, machine, mailTransport, signUp, database }: SystemFacts): Finding[] {
  const findings: Finding[] = [];
  const setUp = "Set MAIL_SERVER (SMTP) or RESEND_API_KEY (Resend) and start the server again.";
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
      const message = "No mail can be sent: who forgets a password has to ask an administrator for a link.";
      findings.push({ severity: "warning", code: "no_mail", message, advice: setUp });
    }
  }
  const { server, encryption } = machine.mail;
  if (encryption === "none" && server !== null && !isLoopback(server)) {
    findings.push({
      severity: "warning",
      code: "mail_unencrypted",
      message: `Mail goes to ${server} unencrypted, and its links and codes with it.`,
      advice: "Set MAIL_USE_TLS=true, unless the way there is safe by itself.",
    });
  }
  if (database.state !== "ok") return findings;

  const { givenUpLastWeek, oldestWaitingAt, lastFailure } = database.facts.mail;
  const reason = lastFailure === null ? "" : ` The last one failed with: ${lastFailure.reason}`;
  if (givenUpLastWeek > 0) {
    findings.push({
      severity: "warning",
      code: "mail_given_up",
      message: `${givenUpLastWeek} ${givenUpLastWeek === 1 ? "mail was" : "mails were"} given up in the last week.${reason}`,
      advice: "Look at them under Administration, Mail. What they were about has to be asked for again.",
    });
  }
  if (mailTransport !== "outbox" && oldestWaitingAt !== null && now.getTime() - oldestWaitingAt.getTime() > WAITS_MS) {
    findings.push({
      severity: "warning",
      code: "mail_waits",
      message: `Mail has waited to be sent since ${inMinutes(oldestWaitingAt)}.${reason}`,
      advice: "Check the mail settings, then send a test mail.",
    });
  }
  return findings;
}

function inMinutes(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
