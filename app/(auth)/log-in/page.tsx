import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LogInForm } from "@/components/accounts/log-in-form";
import { LogInNotice } from "@/components/accounts/log-in-notice";
import { AuthPage } from "@/components/layout/auth-page";
import { TextLink } from "@/components/ui/text-link";
import { readLogInAddress, readSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { routes } from "@/lib/routes";
import { isSignUpOpen } from "@/lib/services/accounts/read-sign-up-mode";
import { readPageContext } from "@/lib/web/pages/page";
import { logInAction } from "./actions";

const ENDED = "You were logged out. Log in again to continue.";

type LogInPageProps = { searchParams: Promise<{ next?: string | string[]; after?: string | string[] }> };

export async function generateMetadata({ searchParams }: LogInPageProps): Promise<Metadata> {
  const { next, after } = await searchParams;
  return {
    title: "Log in",
    description: `Log in to ${serviceNameOf((await readPageContext()).settings)} with your email address or username.`,
    // Only the plain URL is indexed.
    ...((next ?? after) !== undefined && { robots: { index: false } }),
  };
}

export default async function LogInPage({ searchParams }: LogInPageProps) {
  const { next: asked, after } = await searchParams;
  const next = safeNextPath([asked].flat()[0]);
  const context = await readPageContext();
  if (context.actor.kind === "user") redirect(next ?? routes.account());
  // Its session ended elsewhere or expired; logging out removes the cookie.
  const hadSession = (await readSecretCookie("session")) !== null;
  return (
    <AuthPage
      title="Log in"
      // The page that was asked for needs a session.
      {...(next !== null && after === undefined && { lead: hadSession ? ENDED : "Log in to continue." })}
      notice={<LogInNotice after={after} />}
      {...(isSignUpOpen(context) && {
        footer: (
          <>
            No account yet? <TextLink href={routes.signUp()}>Sign up</TextLink>
          </>
        ),
      })}
    >
      <LogInForm action={logInAction} next={next} address={after === "reset" ? await readLogInAddress() : null} />
    </AuthPage>
  );
}
