import type { Mailer, MailOutcome, OutgoingMail } from "@/lib/services/context";

/** Records mail instead of sending it; `answer` chooses each outcome. */
export function createRecordingMailer(
  answer: (mail: OutgoingMail, signal: AbortSignal) => MailOutcome | Promise<MailOutcome> = () => ({ ok: true }),
): Mailer & { sent: OutgoingMail[] } {
  const sent: OutgoingMail[] = [];
  return {
    transport: "smtp",
    sent,
    subject: async (template) => template,
    render: async (template) => ({ subject: template, html: "", text: "" }),
    send: async (mail, signal) => {
      sent.push(mail);
      return answer(mail, signal);
    },
  };
}
