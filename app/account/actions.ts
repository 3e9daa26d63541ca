"use server";

import { revalidatePath } from "next/cache";
import { keepValues } from "@/components/ui/form-state";
import { ownProfileFieldNames, type OwnProfileField } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { updateProfileSchema } from "@/lib/schemas/accounts";
import { noInputSchema } from "@/lib/schemas/common";
import { updateProfile } from "@/lib/services/accounts/update-profile";
import { bringBackNextSteps } from "@/lib/services/next-steps/bring-back-next-steps";
import { putAwayNextSteps } from "@/lib/services/next-steps/put-away-next-steps";
import { action } from "@/lib/web/pages/action";

const saveProfile = action(
  updateProfileSchema,
  // The form always has both fields, so a missing one is empty.
  (context, { full_name = null, username = null }) => {
    const profile: Record<OwnProfileField, string | null> = { full_name, username };
    return updateProfile(context, profile);
  },
  async () => {
    revalidatePath(routes.account());
    return "Your profile was saved.";
  },
);

export const saveProfileAction = keepValues(saveProfile, ownProfileFieldNames);

export const putAwayNextStepsAction = action(noInputSchema, putAwayNextSteps, showAgain);
export const bringBackNextStepsAction = action(noInputSchema, bringBackNextSteps, showAgain);

async function showAgain(): Promise<void> {
  revalidatePath(routes.account());
}
