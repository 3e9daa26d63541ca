import { Alert } from "@/components/ui/alert";
import { AskAdministrator } from "@/components/ui/support-contact";

export function NoMailAlert({ supportContact }: { supportContact: string | null }) {
  return (
    <Alert tone="warn">
      <p className="font-medium">This server doesn’t send email.</p>
      <p className="text-14">
        Administrators can read the email in the outbox. <AskAdministrator what="for it" contact={supportContact} />
      </p>
    </Alert>
  );
}
