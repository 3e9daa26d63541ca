import { Alert } from "@/components/ui/alert";

/** Said wherever somebody could wait for a mail that never comes. */
export function NoMailLeaves() {
  return (
    <Alert tone="warn">
      <p className="font-medium">No mail leaves this server.</p>
      <p className="max-w-prose text-14">
        Each one is kept here, and you can hand on its link yourself. To send mail, set{" "}
        <code className="font-mono">MAIL_SERVER</code> (SMTP) or <code className="font-mono">RESEND_API_KEY</code>{" "}
        (Resend) in the server’s settings and start it again. What is kept here is not sent then.
      </p>
    </Alert>
  );
}
