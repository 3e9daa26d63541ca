import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SettingsRow } from "@/components/ui/settings-list";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";

const JUST_CHANGED_MS = 60 * 1000;

type PasswordRowProps = {
  changedAt: string;
  /** When the current session started, ISO 8601. */
  sessionSince: string;
  now: string;
};

export function PasswordRow({ changedAt, sessionSince, now }: PasswordRowProps) {
  // In this session: a password that an import, a reset or a sign-up has just set ended none.
  const justChanged = changedAt > sessionSince && Date.parse(now) - Date.parse(changedAt) < JUST_CHANGED_MS;
  return (
    <SettingsRow
      id="password"
      title="Password"
      state={
        <>
          Set <TimeAgo at={changedAt} now={now} />
        </>
      }
      action={<ButtonLink href={routes.changePassword()}>Change password</ButtonLink>}
    >
      {justChanged && <Alert tone="ok">Your password was changed. All other sessions were ended.</Alert>}
    </SettingsRow>
  );
}
