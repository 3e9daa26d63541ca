import type { FormState } from "@/components/ui/form-state";
import { InlineLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";

/** For the email field of a form that administrators see: where the account is that has the address already. */
export function addressTaken(state: FormState): { error?: string; remedy?: React.ReactNode } {
  const email = state.values?.["email"];
  if (state.status !== "refused" || state.code !== "email_taken" || email === undefined) return {};
  return {
    error: "This address has an account.",
    remedy: <InlineLink href={routes.users({ q: email.trim() })}>View user</InlineLink>,
  };
}
