import type { Metadata } from "next";
import { NewAccountForm } from "@/components/accounts/new-account-form";
import { AuthPage } from "@/components/layout/auth-page";
import { MessagePage } from "@/components/layout/message-page";
import { TextLink } from "@/components/ui/text-link";
import { readSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { readPasswordLength } from "@/lib/services/accounts/read-password-length";
import { readSetup } from "@/lib/services/setup/read-setup";
import { readPageContext } from "@/lib/web/pages/page";
import { setUpAction } from "./actions";

export const metadata: Metadata = { title: "Set up Latchkey", robots: { index: false } };

export default async function SetupPage() {
  const context = await readPageContext();
  const { open } = await readSetup(context, { token: await readSecretCookie("setup") });
  if (!open) return <NoSetupLink />;
  return (
    <AuthPage title="Set up Latchkey" lead="Create the first administrator’s account. This link works once.">
      <NewAccountForm action={setUpAction} submitLabel="Create administrator" length={readPasswordLength(context)} />
    </AuthPage>
  );
}

function NoSetupLink() {
  return (
    <MessagePage title="This page needs a set-up link" actions={<TextLink href={routes.logIn()}>Log in</TextLink>}>
      <p>
        The set-up link creates the first administrator. It works once. If you opened it more than 10 minutes ago, open
        it again.
      </p>
      <p>
        Lost the link? While there is no administrator, the server prints a new set-up link each time it starts. If
        there is one, log in, or make another account an administrator on the server with{" "}
        <code className="font-mono text-14 text-text">npm run user -- make-admin</code>.
      </p>
    </MessagePage>
  );
}
