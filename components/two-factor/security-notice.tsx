import { Alert } from "@/components/ui/alert";
import type { SecurityEvent } from "@/lib/routes";
import type { TwoFactor } from "@/lib/schemas/two-factor";
import { RecoveryCodeNotice } from "./recovery-code-notice";

const notices = new Map<unknown, string>([
  ["codes-confirmed", "Your recovery codes are confirmed. Two-factor authentication is complete."],
] satisfies [Exclude<SecurityEvent, "recovery-code" | "app-added">, string][]);

/** Says what led to the security page. The URL only selects a sentence, so no link can show another text. */
export function SecurityNotice({ after, twoFactor }: { after: unknown; twoFactor: TwoFactor }) {
  if (after === ("recovery-code" satisfies SecurityEvent)) return <RecoveryCodeNotice twoFactor={twoFactor} />;
  if (after === ("app-added" satisfies SecurityEvent)) return <AddedNotice authenticators={twoFactor.authenticators} />;
  const notice = notices.get(after);
  return notice !== undefined && <Alert tone="ok">{notice}</Alert>;
}

/** Names the new app and, for someone who lost a phone, the old one. */
function AddedNotice({ authenticators }: Pick<TwoFactor, "authenticators">) {
  const [newest, ...older] = authenticators.toSorted((one, other) => other.created_at.localeCompare(one.created_at));
  if (newest === undefined) return null;
  const [old, ...more] = older;
  return (
    <Alert tone="ok">
      “{newest.name}” was added. You can log in with its codes.
      {old !== undefined && ` Lost ${more.length === 0 ? `“${old.name}”` : "another app"}? Remove it below.`}
    </Alert>
  );
}
