"use server";

import { revalidatePath } from "next/cache";
import { keepValues } from "@/components/ui/form-state";
import { ownProfileFieldNames, type OwnProfileField } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { updateProfileSchema } from "@/lib/schemas/accounts";
import { nextStepSchema, someNextStepsSchema } from "@/lib/schemas/next-steps";
import { updateProfile } from "@/lib/services/accounts/update-profile";
import { hideNextStep } from "@/lib/services/next-steps/hide-next-step";
import { showNextSteps } from "@/lib/services/next-steps/show-next-steps";
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

export const hideNextStepAction = keepValues(action(nextStepSchema, hideNextStep, reload), ["step"], { always: true });
export const showNextStepsAction = action(someNextStepsSchema, showNextSteps, reload);

async function reload(): Promise<void> {
  revalidatePath(routes.account());
  revalidatePath(routes.administration());
}
