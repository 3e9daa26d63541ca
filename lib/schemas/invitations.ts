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

/** Whatever stands in the address: an id that nothing has is not found, whatever it looks like. */
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
    description: `Whom it is for, in your own words; up to ${INVITATION_NOTE_MAX} characters, for administrators alone.`,
    example: "Grace, from the night shift",
  });

const fields = {
  email: emailField
    .optional()
    .meta({ description: "Binds it to this address. Without one it is good for whoever holds the link." }),
  role: roleField.optional(),
  note: noteField.optional(),
};

const hoursField = integerField(INVITATION_HOURS_MIN, INVITATION_HOURS_MAX);

export const createInvitationSchema = z
  .object({
    ...fields,
    expires_in_hours: hoursField
      .default(INVITATION_HOURS_DEFAULT)
      .meta({ description: "How long the link is good.", example: INVITATION_HOURS_DEFAULT }),
    send: z
      .boolean()
      .optional()
      .meta({ description: "Whether it is mailed to `email`; true where there is one and nothing is said." }),
  })
  .transform((input, context) => {
    if (input.send === true && input.email === undefined) {
      context.addIssue({
        code: "custom",
        path: ["email"],
        message: "Is required where the invitation is to be mailed",
      });
      return z.NEVER;
    }
    return { ...input, send: input.send ?? input.email !== undefined };
  });

/** The same as the page's form sends it: all of it text. */
export const inviteFormSchema = z
  .object({
    ...fields,
    hours: z.enum(["1", "24", "72", "168", "336", "720"], "Choose one of the list").default("168"),
    way: z.enum(["mail", "link"]).default("mail"),
  })
  .transform(({ hours, way, ...rest }, context) => {
    if (way === "mail" && rest.email === undefined) {
      context.addIssue({
        code: "custom",
        path: ["email"],
        message: "Enter the address to mail it to, or make a link to hand over",
      });
      return z.NEVER;
    }
    return { ...rest, expires_in_hours: Number(hours), send: way === "mail" };
  });

/** The acceptance as the page's form sends it; what the link gave is in a cookie, and a bound invitation knows the address. */
export const acceptInvitationSchema = signUpSchema.partial({ email: true });

export const listInvitationsSchema = z.object({
  state: z.enum(invitationStates).optional().meta({ description: "Without it all of them." }),
  size: integerField(1, 100).default(25).meta({ description: "How many on a page.", example: 25 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the page before." }),
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
      .meta({ description: "The only address that may accept; null for whoever holds the link." }),
    role: z.enum(roles),
    note: z.string().nullable(),
    invited_by: personSchema.meta({ description: "On whose word; has to be an administrator when it is accepted." }),
    stands: z.boolean().meta({
      description:
        'Whether the inviter is an administrator still, and not frozen by "This wasn\'t me": otherwise it lets nobody in, until somebody renews it.',
    }),
    mail_id: z
      .string()
      .nullable()
      .meta({ description: "The mail in the outbox that carries it; null where it was not mailed." }),
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
      description: "To hand over; shown this once. It does not confirm the address: only the link in the mail does.",
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
