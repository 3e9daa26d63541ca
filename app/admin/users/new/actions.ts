"use server";

import { keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { newUserFormSchema } from "@/lib/schemas/administration";
import { createUser } from "@/lib/services/users/create-user";
import { action } from "@/lib/web/action";

const create = action(
  newUserFormSchema,
  (context, input) => createUser(context, { ...input, password: undefined }),
  async ({ email, temporary_password: password }) => ({
    message: `The account of ${email} is made.`,
    secrets: password === undefined ? [] : [password],
  }),
  { confirmAt: routes.newUser() },
);

export const createUserAction = keepValues(create, ["email", "full_name", "username", "role"]);
