import type { Metadata } from "next";
import { ConfirmPasswordForm } from "@/components/accounts/confirm-password-form";
import { AuthPage } from "@/components/layout/auth-page";
import { TextLink } from "@/components/ui/text-link";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPageContext, requireUser } from "@/lib/web/pages/page";
import { confirmPasswordAction } from "./actions";

type ConfirmPageProps = { searchParams: Promise<{ next?: string | string[]; method?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const { actor } = await readPageContext();
  return { title: titleFor(actor.kind === "user" && actor.profile.twoFactorSince !== null), robots: { index: false } };
}

export default async function ConfirmPage({ searchParams }: ConfirmPageProps) {
  const { next: nextGiven, method } = await searchParams;
  const next = safeNextPath([nextGiven].flat()[0]);
  const context = await requireUser(routes.confirmPassword(next ?? undefined));
  const { email, two_factor_enabled: hasSecondFactor } = await getProfile(context);
  const answer = method === "recovery_code" ? "recovery_code" : "otp";
  return (
    <AuthPage
      title={titleFor(hasSecondFactor)}
      lead={
        <>
          You are logged in as <span className="wrap-anywhere text-text">{email}</span>. Enter your password
          {hasSecondFactor && (answer === "otp" ? " and a code" : " and a recovery code")} again to continue. We won’t
          ask again for 10 minutes.
        </>
      }
      {...(hasSecondFactor && { footer: <OtherMethod next={next} answer={answer} /> })}
    >
      <ConfirmPasswordForm
        key={answer}
        action={confirmPasswordAction}
        username={email}
        next={next}
        answer={hasSecondFactor ? answer : null}
      />
    </AuthPage>
  );
}

function titleFor(hasSecondFactor: boolean): string {
  return hasSecondFactor ? "Confirm that it’s you" : "Confirm your password";
}

function OtherMethod({ next, answer }: { next: string | null; answer: "otp" | "recovery_code" }) {
  return answer === "otp" ? (
    <TextLink href={routes.confirmPassword(next ?? undefined, "recovery_code")}>Use a recovery code instead</TextLink>
  ) : (
    <TextLink href={routes.confirmPassword(next ?? undefined)}>Use your authenticator app instead</TextLink>
  );
}
