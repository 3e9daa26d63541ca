import { ButtonLink } from "@/components/ui/button-link";
import { SettingsRow } from "@/components/ui/settings-list";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";

const JUST_CHANGED_MS = 60 * 1000;

type Change = {
  changedAt: string;
  /** When the current session started, ISO 8601. */
  sessionSince: string;
  now: string;
};

/** In this session: a password that an import, a reset or a sign-up has just set ended none. */
export function wasJustChanged({ changedAt, sessionSince, now }: Change): boolean {
  return changedAt > sessionSince && Date.parse(now) - Date.parse(changedAt) < JUST_CHANGED_MS;
}

export function PasswordRow({ changedAt, now }: Pick<Change, "changedAt" | "now">) {
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
    />
  );
}
