import { Alert } from "@/components/ui/alert";

export function NoMailAlert({ supportContact }: { supportContact: string | null }) {
  return (
    <Alert tone="warn">
      <p className="font-medium">This server doesn’t send email.</p>
      <p className="text-14">
        {supportContact === null ? (
          "Ask an administrator for help."
        ) : (
          <>
            For help, contact <span className="wrap-anywhere">{supportContact}</span>.
          </>
        )}
      </p>
      <p className="text-14">Administrators can read the email in the outbox.</p>
    </Alert>
  );
}
