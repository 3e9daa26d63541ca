import { z } from "zod";
import {
  INVITATION_HOURS_DEFAULT,
  INVITATION_HOURS_MAX,
  INVITATION_HOURS_MIN,
  INVITATION_NOTE_MAX,
  invitationStates,
} from "@/lib/domain/users/invitation";
import { roles } from "@/lib/domain/users/roles";
import { emailField } from "./account-fields";
import { signUpSchema } from "./accounts";
import { idField, integerField } from "./common";
import { roleField } from "./users";

/** Any text is accepted as an id: an unknown one is not found. */
export const invitationIdSchema = z.object({
  id: idField.meta({ description: "An invitation's id.", example: "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41" }),
});

const noteField = z
  .string()
  .max(4 * INVITATION_NOTE_MAX, `Must be at most ${INVITATION_NOTE_MAX} characters`)
  .transform((text) => text.trim().normalize("NFC"))
  .refine((text) => [...text].length <= INVITATION_NOTE_MAX, `Must be at most ${INVITATION_NOTE_MAX} characters`)
  .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), "Must not contain control characters")
  .meta({
    description: `A note for administrators, up to ${INVITATION_NOTE_MAX} characters, for example who the invitation is for.`,
    example: "Grace, from the night shift",
  });

const fields = {
  email: emailField
    .optional()
    .meta({ description: "The only address that can accept. Without it anyone with the link can." }),
  role: roleField.optional(),
  note: noteField.optional(),
};

const hoursField = integerField(INVITATION_HOURS_MIN, INVITATION_HOURS_MAX);

export const createInvitationSchema = z
  .object({
    ...fields,
    expires_in_hours: hoursField
      .default(INVITATION_HOURS_DEFAULT)
      .meta({ description: "How long the link is valid.", example: INVITATION_HOURS_DEFAULT }),
    send: z
      .boolean()
      .optional()
      .meta({ description: "Whether to mail it to `email`. By default true if there is an `email`." }),
  })
  .transform((input, context) => {
    if (input.send === true && input.email === undefined) {
      context.addIssue({
        code: "custom",
        path: ["email"],
        message: "Is required to mail the invitation",
      });
      return z.NEVER;
    }
    return { ...input, send: input.send ?? input.email !== undefined };
  });

/** As the page's form sends it. */
export const inviteFormSchema = z
  .object({
    ...fields,
    hours: z.enum(["1", "24", "72", "168", "336", "720"], "Choose a duration from the list").default("168"),
    way: z.enum(["mail", "link"]).default("mail"),
  })
  .transform(({ hours, way, ...rest }, context) => {
    if (way === "mail" && rest.email === undefined) {
      context.addIssue({
        code: "custom",
        path: ["email"],
        message: "Enter an address, or create a link to share instead",
      });
      return z.NEVER;
    }
    return { ...rest, expires_in_hours: Number(hours), send: way === "mail" };
  });

/** As the page's form sends it. The token is in a cookie, and the invitation may have the address. */
export const acceptInvitationSchema = signUpSchema.partial({ email: true });

export const listInvitationsSchema = z.object({
  state: z.enum(invitationStates).optional().meta({ description: "By default all states." }),
  size: integerField(1, 100).default(25).meta({ description: "Rows on a page.", example: 25 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the previous page." }),
});

const personSchema = z
  .strictObject({ id: z.string(), email: z.string().nullable(), full_name: z.string().nullable() })
  .meta({ id: "InvitationPerson" });

export const invitationSchema = z
  .strictObject({
    id: z.string(),
    state: z.enum(invitationStates),
    email: z
      .string()
      .nullable()
      .meta({ description: "The only address that can accept; null if anyone with the link can." }),
    role: z.enum(roles),
    note: z.string().nullable(),
    invited_by: personSchema.meta({
      description: "The inviter, who has to be an administrator when the invitation is accepted.",
    }),
    stands: z.boolean().meta({
      description:
        'False when the inviter is no longer an administrator, or their account is frozen by "This wasn\'t me". Renew the invitation to use it.',
    }),
    mail_id: z.string().nullable().meta({ description: "The mail in the outbox; null if it was not mailed." }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    used_at: z.iso.datetime().nullable(),
    used_by: personSchema.nullable(),
    revoked_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Invitation" });

export const madeInvitationSchema = invitationSchema
  .extend({
    link: z.string().meta({
      description: "Shown once. It doesn't verify the address: only the link in the mail does.",
    }),
    message: z.string(),
  })
  .meta({ id: "MadeInvitation" });

export const invitationListSchema = z
  .strictObject({
    items: z.array(invitationSchema),
    total: z.int().meta({ description: "How many match." }),
    size: z.int(),
    next: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
    counts: z.strictObject({ pending: z.int(), used: z.int(), expired: z.int(), revoked: z.int() }),
  })
  .meta({ id: "InvitationList" });

export type CreateInvitationInput = z.output<typeof createInvitationSchema>;
export type ListInvitationsInput = z.output<typeof listInvitationsSchema>;
export type InvitationView = z.output<typeof invitationSchema>;
export type MadeInvitation = z.output<typeof madeInvitationSchema>;
export type InvitationList = z.output<typeof invitationListSchema>;
