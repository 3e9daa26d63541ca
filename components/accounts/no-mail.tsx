import { Alert } from "@/components/ui/alert";

/** Says so where a form would wait for a mail that never comes. */
export function NoMail({ supportContact }: { supportContact: string | null }) {
  return (
    <Alert tone="warn">
      <p className="font-medium">This server sends no mail.</p>
      <p className="text-14">
        {supportContact === null ? "Ask whoever runs it for help" : <>Ask for help here: <span className="wrap-anywhere">{supportContact}</span></>}
        {supportContact === null ? ". " : ". "}
        An administrator can read the mail in the outbox.
      </p>
    </Alert>
  );
}
