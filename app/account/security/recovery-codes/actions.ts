"use server";

import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { typedRecoveryCodeSchema } from "@/lib/schemas/two-factor";
import { confirmRecoveryCodes } from "@/lib/services/two-factor/confirm-recovery-codes";
import { renewRecoveryCodes } from "@/lib/services/two-factor/renew-recovery-codes";
import { action } from "@/lib/web/pages/action";

const returnPath = routes.recoveryCodes();

export const renewRecoveryCodesAction = action(
  noInputSchema,
  renewRecoveryCodes,
  // Shown in the reply to this form and nowhere else.
  async ({ message, recovery_codes: secrets }) => ({ message, secrets }),
  { reauthentication: { form: "renew-recovery-codes", returnPath, keeps: [] } },
);

export const confirmRecoveryCodesAction = action(
  typedRecoveryCodeSchema,
  confirmRecoveryCodes,
  async () => redirect(routes.securityAfter("codes-confirmed")),
  { reauthentication: { form: "confirm-recovery-codes", returnPath, keeps: [] } },
);
