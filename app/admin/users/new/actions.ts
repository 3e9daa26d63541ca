"use server";

import { keepValues } from "@/components/ui/form-state";
import { profileFieldNames } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { newUserFormSchema } from "@/lib/schemas/administration";
import { inviteFormSchema } from "@/lib/schemas/invitations";
import { createInvitation } from "@/lib/services/invitations/create-invitation";
import { createUser } from "@/lib/services/users/create-user";
import { action } from "@/lib/web/pages/action";

const create = action(
  newUserFormSchema,
  (context, input) => createUser(context, { ...input, password: undefined }),
  async ({ email, temporary_password: password }) => ({
    message: `Account created for ${email}.`,
    secrets: password === undefined ? [] : [password],
  }),
  {
    reauthentication: {
      form: "create-user",
      returnPath: routes.newUser("password"),
      keeps: [...profileFieldNames, "role"],
    },
  },
);

export const createUserAction = keepValues(create, [...profileFieldNames, "role"]);

const invite = action(inviteFormSchema, createInvitation, async ({ message, link }) => ({ message, secrets: [link] }), {
  reauthentication: {
    form: "create-invitation",
    returnPath: routes.newUser(),
    keeps: ["email", "note", "role", "hours", "way"],
  },
});

// The result depends on the way, too.
export const inviteAction = keepValues(invite, ["email", "note", "role", "hours", "way"], { always: true });
