"use server";

import { revalidatePath } from "next/cache";
import { keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { updateProfileSchema } from "@/lib/schemas/accounts";
import { updateProfile } from "@/lib/services/accounts/update-profile";
import { action } from "@/lib/web/pages/action";

const saveProfile = action(
  updateProfileSchema,
  // The form always has both fields, so a missing one is empty.
  (context, { full_name = null, username = null }) => updateProfile(context, { full_name, username }),
  async () => {
    revalidatePath(routes.account());
    return "Your profile was saved.";
  },
);

export const saveProfileAction = keepValues(saveProfile, ["full_name", "username"]);
