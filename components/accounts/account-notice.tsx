import { Alert } from "@/components/ui/alert";
import type { AccountEvent } from "@/lib/routes";

type AccountNoticeProps = { after: unknown; name: string | null };

const notices = new Map<unknown, (welcome: string) => string>([
  ["sign-up", (welcome) => `${welcome} Your account was created.`],
  ["first-password", (welcome) => `${welcome} Your password is set. Next time, log in with it and your email address.`],
  ["address-verified", () => "Your email address is verified."],
] satisfies [AccountEvent, (welcome: string) => string][]);

/** Says what led to the profile. The URL only selects a sentence, so no link can show another text. */
export function AccountNotice({ after, name }: AccountNoticeProps) {
  const notice = notices.get(after);
  return notice !== undefined && <Alert tone="ok">{notice(name === null ? "Welcome." : `Welcome, ${name}.`)}</Alert>;
}
