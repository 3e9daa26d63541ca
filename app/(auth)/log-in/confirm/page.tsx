import type { Metadata } from "next";
import { ConfirmPasswordForm } from "@/components/accounts/confirm-password-form";
import { pendingForms } from "@/lib/domain/sessions/pending-forms";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { routes, withoutConfirmation, withPendingForm } from "@/lib/routes";
import { LOST_FORM } from "@/lib/schemas/pending-forms";
import { getProfile } from "@/lib/services/accounts/get-profile";
import { readPageContext, requireUser } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { readReturnedForm } from "@/lib/web/pages/pending-form";
import { confirmPasswordAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const { actor } = await readPageContext();
  return { title: titleFor(actor.kind === "user" && actor.profile.twoFactorSince !== null), robots: { index: false } };
}

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await searchParams;
  const next = safeNextPath([query["next"]].flat()[0]);
  const pending = typeof query["pending"] === "string" ? query["pending"] : null;
  const context = await requireUser(routes.confirmPassword({ next: next ?? undefined, pending: pending ?? undefined }));
  const { email, two_factor_enabled: hasSecondFactor } = await getProfile(context);
  const answer = query["method"] === "recovery_code" ? "recovery_code" : "otp";
  const kept = await readReturnedForm(query);
  const form = kept === null || kept === LOST_FORM || kept.result !== null ? null : kept;
  const download = next === null ? null : withoutConfirmation(next);
  return (
    <ConfirmPasswordForm
      key={answer}
      action={confirmPasswordAction}
      username={email}
      service={serviceNameOf(context.settings)}
      origin={context.settings.publicOrigin}
      now={context.now().toISOString()}
      title={titleFor(hasSecondFactor)}
      purpose={form === null ? downloadPurpose(download) : pendingForms[form.form].purpose}
      next={next}
      pending={pending}
      answer={hasSecondFactor ? answer : null}
      cancelPath={form === null ? (download ?? next ?? routes.account()) : withPendingForm(form.returnPath, form.id)}
    />
  );
}

/** For the page of a download that needs the confirmation. */
function downloadPurpose(page: string | null): string {
  if (page?.startsWith(routes.auditLog()) === true) return "export the audit log";
  return page?.startsWith(routes.exportUsers()) === true ? "export users" : "continue";
}

function titleFor(hasSecondFactor: boolean): string {
  return hasSecondFactor ? "Confirm that it’s you" : "Confirm your password";
}
