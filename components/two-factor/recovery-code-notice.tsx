import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { routes } from "@/lib/routes";
import type { TwoFactor } from "@/lib/schemas/two-factor";

type RecoveryCodeNoticeProps = { twoFactor: Pick<TwoFactor, "authenticators" | "recovery_codes"> };

/** After a log-in by recovery code: how many are left, and how to replace a lost authenticator app. */
export function RecoveryCodeNotice({
  twoFactor: {
    authenticators,
    recovery_codes: { left },
  },
}: RecoveryCodeNoticeProps) {
  const canAdd = authenticators.length < AUTHENTICATORS_MAX;
  return (
    <Alert tone="warn">
      <p className="font-medium">You logged in with a recovery code. {countInWords(left)}</p>
      <p className="mt-1 text-14">
        Lost your authenticator app?{" "}
        {canAdd
          ? "Add a new one, then remove the old one."
          : `You have ${AUTHENTICATORS_MAX}, the most that an account can have. Remove the lost one, then add a new one.`}
      </p>
      {canAdd && (
        <p className="mt-3">
          <ButtonLink href={routes.addAuthenticator()} appearance="primary">
            Add a new authenticator app
          </ButtonLink>
        </p>
      )}
    </Alert>
  );
}

function countInWords(left: number): string {
  if (left === 0) return "You have none left.";
  return left === 1 ? "You have 1 left." : `You have ${left} left.`;
}
