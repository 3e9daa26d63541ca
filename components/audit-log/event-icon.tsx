import {
  AtSign,
  CircleAlert,
  CircleCheck,
  FileStack,
  KeyRound,
  LogIn,
  type LucideIcon,
  MailPlus,
  Server,
  Smartphone,
  UserRound,
} from "lucide-react";
import { type AuditActionGroup, groupOf } from "@/lib/domain/users/audit-actions";

const icons: Readonly<Record<AuditActionGroup, LucideIcon>> = {
  log_ins: LogIn,
  accounts: UserRound,
  invitations: MailPlus,
  passwords: KeyRound,
  two_factor: Smartphone,
  email: AtSign,
  bulk: FileStack,
  server: Server,
};

type EventIconProps = { event: { action: string; outcome: "success" | "failure" } };

/** A failure, or the kind of the event. The text beside it says the same. */
export function EventIcon({ event: { action, outcome } }: EventIconProps) {
  if (outcome === "failure") return <CircleAlert aria-label="Failed" role="img" className="size-5 text-danger" />;
  const group = groupOf(action);
  const Icon = group === null ? CircleCheck : icons[group];
  return <Icon aria-hidden className="size-5 text-muted" />;
}
