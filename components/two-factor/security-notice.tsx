import { Alert } from "@/components/ui/alert";
import type { SecurityEvent } from "@/lib/routes";
import type { TwoFactor } from "@/lib/schemas/two-factor";
import { RecoveryCodeNotice } from "./recovery-code-notice";

const notices = new Map<unknown, string>([
  ["app-added", "The authenticator app was added. You can log in with its codes."],
  ["codes-confirmed", "Your recovery codes are confirmed. Two-factor authentication is complete."],
] satisfies [Exclude<SecurityEvent, "recovery-code">, string][]);

/** Says what led to the security page. The URL only selects a sentence, so no link can show another text. */
export function SecurityNotice({ after, twoFactor }: { after: unknown; twoFactor: TwoFactor }) {
  if (after === ("recovery-code" satisfies SecurityEvent)) return <RecoveryCodeNotice twoFactor={twoFactor} />;
  const notice = notices.get(after);
  return notice !== undefined && <Alert tone="ok">{notice}</Alert>;
}
