"use server";

import { revalidatePath } from "next/cache";
import { keepValues } from "@/components/ui/form-state";
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
import { action } from "@/lib/web/pages/action";

type OfUser = { id: string };

const confirmFirst = { confirmAt: ({ id }: OfUser) => routes.user(id) };

const saveProfile = action(
  userProfileFormSchema,
  // The form always has both fields, so one that is missing was emptied.
  (context, { id, full_name = null, username = null }) =>
    updateUser(context, { id, full_name, username, disabled: undefined }),
  showing("The profile is saved."),
);

export const saveUserProfileAction = keepValues(saveProfile, ["full_name", "username"]);

const saveEmail = action(
  userEmailFormSchema,
  (context, { id, email }) => updateUser(context, { id, email, disabled: undefined }),
  showing("The address is changed."),
  confirmFirst,
);

export const saveUserEmailAction = keepValues(saveEmail, ["email"]);

export const changeRoleAction = action(
  userRoleFormSchema,
  (context, { id, role }) => updateUser(context, { id, role, disabled: undefined }),
  showing("The role is changed."),
  confirmFirst,
);

export const setDisabledAction = action(
  userStatusFormSchema,
  updateUser,
  async (_user, { id, disabled }) => {
    revalidatePath(routes.user(id));
    return disabled ? "The account is disabled, and all its sessions are ended." : "The account is enabled again.";
  },
  confirmFirst,
);

export const endSessionsAction = action(userIdSchema, endUserSessions, async ({ ended }, { id }) => {
  revalidatePath(routes.user(id));
  return ended === 1 ? "One session is ended." : `${ended} sessions are ended.`;
});

export const requirePasswordAction = action(
  userIdSchema,
  requirePasswordChange,
  showing("A new password has to be chosen before anything else."),
);

export const makeResetLinkAction = action(
  userIdSchema,
  makeUserResetLink,
  async ({ link, minutes }, { id }) => {
    revalidatePath(routes.user(id));
    return {
      message: `Hand this link over yourself. It is good once, for ${minutes} minutes, and is not shown again.`,
      secrets: [link],
    };
  },
  confirmFirst,
);

export const resetTwoFactorAction = action(
  resetTwoFactorFormSchema,
  resetTwoFactor,
  showing("Two-factor is off, and all sessions are ended."),
  confirmFirst,
);

export const setDeletedAction = action(
  userDeletionFormSchema,
  async (context, { id, deleted }): Promise<unknown> =>
    deleted ? deleteUser(context, { id }) : restoreUser(context, { id }),
  async (_outcome, { id, deleted }) => {
    revalidatePath(routes.user(id));
    return deleted ? "The account is deleted. It can be restored for 30 days." : "The account is restored.";
  },
  confirmFirst,
);

function showing(message: string) {
  return async (_output: unknown, { id }: OfUser): Promise<string> => {
    revalidatePath(routes.user(id));
    return message;
  };
}
