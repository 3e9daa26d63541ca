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
  async ({ email, full_name, temporary_password: password }) => ({
    message: `For ${full_name === null ? email : `${full_name}, ${email}`}.`,
    // With the address, so that both can be copied together.
    secrets: password === undefined ? [] : [password, email],
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

const inviteFieldNames = ["email", "full_name", "note", "role", "hours", "way"] as const;

const invite = action(
  inviteFormSchema,
  createInvitation,
  async ({ email, full_name, expires_at, mail_id, link }, { send }) => {
    const invitee = [full_name, email].filter((name) => name !== null).join(", ") || "anyone with the link";
    const sent = send && mail_id !== null;
    return {
      message: `${sent ? `Sent to ${invitee}` : `For ${invitee}`}. Valid until ${dayOf(expires_at)}.`,
      secrets: [link],
    };
  },
  {
    reauthentication: { form: "create-invitation", returnPath: routes.newUser(), keeps: inviteFieldNames },
  },
);

function dayOf(moment: string): string {
  return new Date(moment).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

// The result depends on the way, too.
export const inviteAction = keepValues(invite, inviteFieldNames, { always: true });
