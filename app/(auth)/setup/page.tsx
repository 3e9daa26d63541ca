import type { Metadata } from "next";
import { NewAccountForm } from "@/components/accounts/new-account-form";
import { RefusedLink } from "@/components/accounts/refused-link";
import { AuthPage } from "@/components/layout/auth-page";
import { ButtonLink } from "@/components/ui/button-link";
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
    <RefusedLink
      title="This page needs a set-up link"
      actions={
        <ButtonLink href={routes.logIn()} appearance="primary">
          Log in
        </ButtonLink>
      }
    >
      <p>The set-up link creates the first administrator, once. If yours was not used, open it again.</p>
      <p className="text-muted">
        Without an administrator, the server makes a new link each time it starts, and its log says where. With one, run{" "}
        <code className="font-mono text-14 text-text">npm run user -- make-admin</code> on the server to add another.
      </p>
    </RefusedLink>
  );
}
