import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { RefusedLink } from "@/components/accounts/refused-link";
import { AuthPage } from "@/components/layout/auth-page";
import { VerifyLogInForm } from "@/components/two-factor/verify-log-in-form";
import { ButtonLink } from "@/components/ui/button-link";
import { AskAdministrator } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { routes } from "@/lib/routes";
import { readChallenge } from "@/lib/services/two-factor/read-challenge";
import { readPageContext } from "@/lib/web/pages/page";
import { verifyLogInAction } from "./actions";

type VerifyPageProps = { searchParams: Promise<{ next?: string | string[]; method?: string | string[] }> };

const titles = { otp: "Enter your code", recovery_code: "Enter a recovery code" };
const leads = {
  otp: (service: string) => `Open your authenticator app and enter the 6-digit code for ${service}.`,
  recovery_code: () => "Enter a recovery code that you saved. Each works once.",
};

export async function generateMetadata({ searchParams }: VerifyPageProps): Promise<Metadata> {
  return { title: titles[answerFor((await searchParams).method)], robots: { index: false } };
}

export default async function VerifyPage({ searchParams }: VerifyPageProps) {
  const { next: nextGiven, method } = await searchParams;
  const next = safeNextPath([nextGiven].flat()[0]);
  const answer = answerFor(method);
  const context = await readPageContext();
  if (context.actor.kind === "user") redirect(next ?? routes.account());
  const challenge = await readChallenge(context, { challenge: await readSecretCookie("challenge") });
  if (challenge === null) return <LogInExpired next={next} />;
  return (
    <AuthPage
      title={titles[answer]}
      lead={leads[answer](serviceNameOf(context.settings))}
      footer={<OtherMethods next={next} answer={answer} supportContact={context.settings.supportContact} />}
    >
      <VerifyLogInForm
        // A new form for each method, so that errors of one don't show for the other.
        key={answer}
        action={verifyLogInAction}
        next={next}
        answer={answer}
        attemptsLeft={challenge.attemptsLeft}
        now={context.now().toISOString()}
      />
    </AuthPage>
  );
}

function answerFor(method: string | string[] | undefined): "otp" | "recovery_code" {
  return method === "recovery_code" ? "recovery_code" : "otp";
}

type OtherMethodsProps = { next: string | null; answer: "otp" | "recovery_code"; supportContact: string | null };

function OtherMethods({ next, answer, supportContact }: OtherMethodsProps) {
  return (
    <>
      {answer === "otp" ? (
        <TextLink href={routes.verifyLogIn(next ?? undefined, "recovery_code")}>Use a recovery code instead</TextLink>
      ) : (
        <TextLink href={routes.verifyLogIn(next ?? undefined)}>Use your authenticator app instead</TextLink>
      )}
      <p className="text-14">
        Lost your app and your codes?{" "}
        <AskAdministrator what="to turn off two-factor authentication for your account" contact={supportContact} />
      </p>
    </>
  );
}

function LogInExpired({ next }: { next: string | null }) {
  return (
    <RefusedLink
      title="Log in again"
      actions={
        <ButtonLink href={routes.logIn(next ?? undefined)} appearance="primary">
          Log in
        </ButtonLink>
      }
    >
      <p>
        Your log-in took longer than 10 minutes, had too many wrong codes or was started in another browser. Start again
        with your password.
      </p>
    </RefusedLink>
  );
}
