"use server";

import { redirect } from "next/navigation";
import { withCodeError } from "@/components/two-factor/with-code-error";
import { type FormState, keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { completeLogInSchema } from "@/lib/schemas/two-factor";
import { completeLogIn } from "@/lib/services/two-factor/complete-log-in";
import { action } from "@/lib/web/pages/action";

const schema = completeLogInSchema.safeExtend({ next: logInFormSchema.shape.next });

const verify = action(
  schema,
  // Without the cookie no challenge matches, and the service refuses.
  async (context, { next: _next, ...answer }) =>
    completeLogIn(context, { ...answer, challenge: (await readSecretCookie("challenge")) ?? "" }),
  async ({ entry, mustChangePassword, role, recoveryCodesLeft }, { next }) => {
    await startBrowserSession(entry);
    await removeSecretCookie("challenge");
    if (mustChangePassword) redirect(routes.changePassword());
    redirect(
      recoveryCodesLeft === null
        ? (safeNextPath(next) ?? routes.firstPage(role))
        : routes.securityAfter("recovery-code"),
    );
  },
);

const verifyAndKeep = keepValues(verify, ["trust_browser"]);

export async function verifyLogInAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = withCodeError(await verifyAndKeep(previous, form), form);
  if (state.status !== "refused" || state.code !== "mfa_expired") return state;
  // Without the cookie, the page says that the log-in has expired.
  await removeSecretCookie("challenge");
  redirect(routes.verifyLogIn(safeNextPath(form.get("next")?.toString()) ?? undefined));
}
