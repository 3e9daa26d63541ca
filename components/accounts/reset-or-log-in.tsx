import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";

export function ResetOrLogIn({ resetLabel = "Reset your password" }: { resetLabel?: string }) {
  return (
    <>
      <ButtonLink href={routes.forgotPassword()} appearance="primary">
        {resetLabel}
      </ButtonLink>
      <TextLink href={routes.logIn()}>Log in</TextLink>
    </>
  );
}
