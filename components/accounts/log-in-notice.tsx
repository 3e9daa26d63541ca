import { Alert } from "@/components/ui/alert";
import type { Departure } from "@/lib/routes";

const farewells = new Map<unknown, string>([
  ["log-out", "You are logged out."],
  ["deletion", "Your account is deleted. An administrator can restore it for 30 days."],
  ["reset", "Your password is changed and everything that was logged in has ended. Log in with the new one."],
] satisfies [Departure, string][]);

/** Says what led to the log-in page. The address only picks the sentence: whatever else stands in it says nothing. */
export function LogInNotice({ after }: { after: unknown }) {
  const sentence = farewells.get(after);
  return sentence !== undefined && <Alert tone="ok">{sentence}</Alert>;
}
