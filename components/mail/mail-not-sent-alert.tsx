import { Alert } from "@/components/ui/alert";
import { Disclosure } from "@/components/ui/disclosure";

export function MailNotSentAlert() {
  return (
    <Alert tone="warn">
      <p>
        <span className="font-medium">This server doesn’t send email.</span> Mails are kept here. Open one to copy its
        link.
      </p>
      <Disclosure summary="How to turn it on">
        <p className="max-w-prose text-14">
          Set <code className="font-mono">MAIL_SERVER</code> (SMTP) or <code className="font-mono">RESEND_API_KEY</code>{" "}
          (Resend) in the server settings and restart the server. Mail that is already here won’t be sent later.
        </p>
      </Disclosure>
    </Alert>
  );
}
