"use server";

import { revalidatePath } from "next/cache";
import { keepValues } from "@/components/ui/form-state";
import { ownProfileFieldNames, type OwnProfileField } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import {
  resetTwoFactorFormSchema,
  userDeletionFormSchema,
  userEmailFormSchema,
  userProfileFormSchema,
  userRoleFormSchema,
  userStatusFormSchema,
} from "@/lib/schemas/administration";
import { userIdSchema } from "@/lib/schemas/users";
import { deleteUser } from "@/lib/services/users/delete-user";
import { endUserSessions } from "@/lib/services/users/end-user-sessions";
import { makeUserResetLink } from "@/lib/services/users/make-user-reset-link";
import { requirePasswordChange } from "@/lib/services/users/require-password-change";
import { resetTwoFactor } from "@/lib/services/users/reset-two-factor";
import { restoreUser } from "@/lib/services/users/restore-user";
import { updateUser } from "@/lib/services/users/update-user";
import { waivePasswordChange } from "@/lib/services/users/waive-password-change";
import { action } from "@/lib/web/pages/action";

type UserId = { id: string };

const returnPath = ({ id }: UserId): string => routes.user(id);

const saveProfile = action(
  userProfileFormSchema,
  // The form always has both fields, so a missing one was cleared.
  (context, { id, full_name = null, username = null }) => {
    const profile: Record<OwnProfileField, string | null> = { full_name, username };
    return updateUser(context, { id, ...profile, disabled: undefined });
  },
  showing("Profile saved."),
);

export const saveUserProfileAction = keepValues(saveProfile, ownProfileFieldNames);

const saveEmail = action(
  userEmailFormSchema,
  (context, { id, email }) => updateUser(context, { id, email, disabled: undefined }),
  showing("Email address changed."),
  {
    reauthentication: {
      form: "user-email",
      returnPath: ({ id }) => routes.user(id, "profile"),
      keeps: ["id", "email"],
    },
  },
);

export const saveUserEmailAction = keepValues(saveEmail, ["email"]);

export const changeRoleAction = action(
  userRoleFormSchema,
  (context, { id, role }) => updateUser(context, { id, role, disabled: undefined }),
  showing("Role changed."),
  { reauthentication: { form: "user-role", returnPath, keeps: ["id", "role"] } },
);

export const setDisabledAction = action(userStatusFormSchema, updateUser, async (_user, { id, disabled }) => {
  revalidatePath(routes.user(id));
  return disabled ? "Account disabled. All its sessions have ended." : "Account enabled.";
});

export const endSessionsAction = action(userIdSchema, endUserSessions, async ({ ended }, { id }) => {
  revalidatePath(routes.user(id));
  return ended === 1 ? "1 session ended." : `${ended} sessions ended.`;
});

export const requirePasswordAction = action(userIdSchema, requirePasswordChange, showing("New password required."));

export const waivePasswordAction = action(
  userIdSchema,
  waivePasswordChange,
  showing("The new password is no longer required."),
);

export const makeResetLinkAction = action(
  userIdSchema,
  makeUserResetLink,
  async ({ link, minutes }, { id }) => {
    revalidatePath(routes.user(id));
    return {
      message: `Reset link created. Send it to the user yourself. It works once, expires in ${minutes} minutes and isn’t shown again.`,
      secrets: [link],
    };
  },
  { reauthentication: { form: "user-reset-link", returnPath, keeps: ["id"] } },
);

export const resetTwoFactorAction = action(
  resetTwoFactorFormSchema,
  resetTwoFactor,
  showing("Two-factor authentication is off. All sessions have ended."),
  { reauthentication: { form: "user-two-factor", returnPath, keeps: ["id", "reason"] } },
);

export const setDeletedAction = action(
  userDeletionFormSchema,
  async (context, { id, deleted }): Promise<unknown> =>
    deleted ? deleteUser(context, { id }) : restoreUser(context, { id }),
  async (_outcome, { id, deleted }) => {
    revalidatePath(routes.user(id));
    return deleted ? "Account deleted." : "Account restored.";
  },
  { reauthentication: { form: "user-deletion", returnPath, keeps: ["id", "deleted"] } },
);

function showing(message: string) {
  return async (_output: unknown, { id }: UserId): Promise<string> => {
    revalidatePath(routes.user(id));
    return message;
  };
}
