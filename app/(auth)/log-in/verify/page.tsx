import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/layout/auth-page";
import { MessagePage } from "@/components/layout/message-page";
import { VerifyLogInForm } from "@/components/two-factor/verify-log-in-form";
import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { readChallenge } from "@/lib/services/two-factor/read-challenge";
import { readPageContext } from "@/lib/web/pages/page";
import { verifyLogInAction } from "./actions";

type VerifyPageProps = { searchParams: Promise<{ next?: string | string[]; method?: string | string[] }> };

const titles = { otp: "Enter your code", recovery_code: "Enter a recovery code" };
const leads = {
  otp: "Your password was right. Open your authenticator app and type the six digits that it shows for Latchkey.",
  recovery_code:
    "Your password was right. Type one of the ten codes that you saved when you turned two-factor on; each works once.",
};

export async function generateMetadata({ searchParams }: VerifyPageProps): Promise<Metadata> {
  return { title: titles[answerBy((await searchParams).method)], robots: { index: false } };
}

export default async function VerifyPage({ searchParams }: VerifyPageProps) {
  const { next: nextGiven, method } = await searchParams;
  const next = safeNextPath([nextGiven].flat()[0]);
  const answer = answerBy(method);
  const context = await readPageContext();
  if (context.actor.kind === "user") redirect(next ?? routes.account());
  const challenge = await readChallenge(context, { challenge: await readSecretCookie("challenge") });
  if (challenge === null) return <NothingToVerify next={next} />;
  return (
    <AuthPage title={titles[answer]} lead={leads[answer]} footer={<OtherWays next={next} answer={answer} />}>
      <VerifyLogInForm
        // Each way is a form of its own: what was said about one is not about the other.
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

function answerBy(method: string | string[] | undefined): "otp" | "recovery_code" {
  return method === "recovery_code" ? "recovery_code" : "otp";
}

function OtherWays({ next, answer }: { next: string | null; answer: "otp" | "recovery_code" }) {
  return (
    <>
      {answer === "otp" ? (
        <TextLink href={routes.verifyLogIn(next ?? undefined, "recovery_code")}>Use a recovery code instead</TextLink>
      ) : (
        <TextLink href={routes.verifyLogIn(next ?? undefined)}>Use a code from your app instead</TextLink>
      )}
      <p className="text-14">
        Lost both? Ask whoever runs this server: they can take the second factor off your account. This step stays open
        for ten minutes.
      </p>
    </>
  );
}

function NothingToVerify({ next }: { next: string | null }) {
  return (
    <MessagePage
      title="Log in again"
      actions={
        <ButtonLink href={routes.logIn(next ?? undefined)} appearance="primary">
          Log in
        </ButtonLink>
      }
    >
      <p>
        There is no log-in to go on with here: it took longer than ten minutes, met too many wrong codes, or was begun
        in another browser. Start again with your password.
      </p>
    </MessagePage>
  );
}
