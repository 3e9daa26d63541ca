import type { Metadata } from "next";
import { ResetPasswordForm } from "@/components/accounts/reset-password-form";
import { AuthPage } from "@/components/layout/auth-page";
import { MessagePage } from "@/components/layout/message-page";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readReset } from "@/lib/services/recovery/read-reset";
import { readPageContext } from "@/lib/web/pages/page";
import { setNewPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

type ResetPasswordPageProps = { searchParams: Promise<{ method?: string | string[] }> };

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { method } = await searchParams;
  const reset = await readReset(await readPageContext(), { token: await readSecretCookie("reset") });
  if (reset === null) return <NoResetLink />;
  const factor = method === "recovery_code" ? "recovery_code" : "otp";
  return (
    <AuthPage
      title="Choose a new password"
      lead={
        <>
          For <span className="wrap-anywhere text-text">{reset.email}</span>. Everything that is logged in to this
          account ends with it, programs included.
        </>
      }
    >
      <ResetPasswordForm
        key={factor}
        action={setNewPasswordAction}
        username={reset.email}
        length={{ min: reset.passwordMin, minWithSecondFactor: reset.passwordMin }}
        factor={reset.needsSecondFactor ? factor : null}
      />
    </AuthPage>
  );
}

function NoResetLink() {
  return (
    <MessagePage
      title="This link is used up or too old"
      actions={
        <>
          <ButtonLink href={routes.forgotPassword()} appearance="primary">
            Send a new link
          </ButtonLink>
          <TextLink href={routes.logIn()}>Log in</TextLink>
        </>
      }
    >
      <p>A reset link works once, and only the newest one does.</p>
      <p>Once opened, it waits here for ten minutes; if those have passed, open it from the mail again.</p>
    </MessagePage>
  );
}
