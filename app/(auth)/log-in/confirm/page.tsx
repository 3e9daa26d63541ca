import type { Metadata } from "next";
import { ConfirmPasswordForm } from "@/components/accounts/confirm-password-form";
import { AuthPage } from "@/components/layout/auth-page";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { requireUser } from "@/lib/web/page";
import { confirmPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Confirm your password", robots: { index: false } };

type ConfirmPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function ConfirmPage({ searchParams }: ConfirmPageProps) {
  const next = safeNextPath([(await searchParams).next].flat()[0]);
  const context = await requireUser(routes.confirmPassword(next ?? undefined));
  const { email } = await getProfile(context);
  return (
    <AuthPage
      title="Confirm your password"
      lead={
        <>
          You are logged in as <span className="wrap-anywhere text-text">{email}</span>. What comes next needs your password again; it
          then holds for ten minutes.
        </>
      }
    >
      <ConfirmPasswordForm action={confirmPasswordAction} username={email} next={next} />
    </AuthPage>
  );
}
