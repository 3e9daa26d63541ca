import { Alert } from "@/components/ui/alert";
import type { Departure } from "@/lib/routes";

const notices = new Map<unknown, string>([
  ["log-out", "You are logged out."],
  ["deletion", "Your account was deleted. An administrator can restore it for 30 days."],
  ["first-password", "Your password is set. Log in with it."],
  ["reset", "Your password was changed and all sessions were ended. Log in with your new password."],
] satisfies [Departure, string][]);

/** Says what led to the log-in page. The URL only selects one of these sentences, so no link can show another text. */
export function LogInNotice({ after }: { after: unknown }) {
  const notice = notices.get(after);
  return notice !== undefined && <Alert tone={after === "deletion" ? "neutral" : "ok"}>{notice}</Alert>;
}
