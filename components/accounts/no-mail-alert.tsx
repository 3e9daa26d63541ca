import { Alert } from "@/components/ui/alert";

/** Says so where a form would wait for a mail that never comes. */
export function NoMailAlert({ supportContact }: { supportContact: string | null }) {
  return (
    <Alert tone="warn">
      <p className="font-medium">This server sends no mail.</p>
      <p className="text-14">
        {supportContact === null ? (
          "Ask whoever runs it for help."
        ) : (
          <>
            For help: <span className="wrap-anywhere">{supportContact}</span>
          </>
        )}
      </p>
      <p className="text-14">An administrator can read the mail in the outbox.</p>
    </Alert>
  );
}
