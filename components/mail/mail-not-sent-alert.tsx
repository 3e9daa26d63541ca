import { Alert } from "@/components/ui/alert";

export function MailNotSentAlert() {
  return (
    <Alert tone="warn">
      <p className="font-medium">This server doesn’t send email.</p>
      <p className="max-w-prose text-14">
        Messages stay in the outbox, where you can copy their links. To send email, set{" "}
        <code className="font-mono">MAIL_SERVER</code> (SMTP) or <code className="font-mono">RESEND_API_KEY</code>{" "}
        (Resend) in the server settings and restart the server. Messages that are already here won’t be sent later.
      </p>
    </Alert>
  );
}
