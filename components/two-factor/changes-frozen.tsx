import { SettingsPage } from "@/components/layout/settings-page";
import { Alert } from "@/components/ui/alert";
import { withCurlyApostrophes } from "@/components/ui/as-sentence";
import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/routes";

type ChangesFrozenProps = {
  message: string;
  /** The server requires two-factor authentication, and every other page redirects here. */
  mustSetUp: boolean;
};

/** Instead of the set-up of two-factor authentication for a day after "This wasn't me". */
export function ChangesFrozen({ message, mustSetUp }: ChangesFrozenProps) {
  return (
    <SettingsPage title="Set up two-factor authentication" section={mustSetUp ? null : "security"} isBelow>
      <Alert tone="warn">{withCurlyApostrophes(message)}</Alert>
      <ButtonLink href={routes.forgotPassword()} className="self-start">
        Reset your password
      </ButtonLink>
    </SettingsPage>
  );
}
