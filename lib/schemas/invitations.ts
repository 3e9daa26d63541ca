import { z } from "zod";
import {
  INVITATION_BATCH_MAX,
  INVITATION_HOURS_DEFAULT,
  INVITATION_HOURS_MAX,
  INVITATION_HOURS_MIN,
  INVITATION_LINES_MAX,
  INVITATION_LINKS_MAX,
  INVITATION_NOTE_MAX,
  invitationStates,
} from "@/lib/domain/users/invitation";
import { roles } from "@/lib/domain/users/roles";
import { emailField, fullNameField } from "./account-fields";
import { signUpSchema } from "./accounts";
import { idField, integerField } from "./common";
import { newPasswordSchema } from "./recovery";
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
  full_name: fullNameField.optional().meta({
    description: "Fills the profile of the new account, unless the sign-up has a name.",
    example: "Grace Hopper",
  }),
  role: roleField.optional(),
  note: noteField.optional(),
};

const hoursField = integerField(INVITATION_HOURS_MIN, INVITATION_HOURS_MAX);

const validityField = hoursField
  .default(INVITATION_HOURS_DEFAULT)
  .meta({ description: "How long a link is valid.", example: INVITATION_HOURS_DEFAULT });

/** The durations that a form offers. */
const offeredHoursField = z
  .enum(["1", "24", "72", "168", "336", "720"], "Choose a duration from the list")
  .default("168");

export const createInvitationSchema = z
  .object({
    ...fields,
    expires_in_hours: validityField,
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
    hours: offeredHoursField,
    way: z.enum(["mail", "link", "anyone"]).default("mail"),
  })
  .transform(({ hours, way, ...rest }, context) => {
    if (way !== "anyone" && rest.email === undefined) {
      context.addIssue({
        code: "custom",
        path: ["email"],
        message: "Enter an address, or choose “Anyone with the link” under “Other ways”",
      });
      return z.NEVER;
    }
    return { ...rest, expires_in_hours: Number(hours), send: way === "mail" };
  });

/** As the page's form sends it. The token is in a cookie, and the invitation may have the address. */
export const acceptInvitationSchema = signUpSchema.partial({ email: true });

/** More than the longest addresses with names need. */
const LIST_LENGTH_MAX = 200_000;

const listField = z
  .string()
  .max(LIST_LENGTH_MAX, `Must be at most ${INVITATION_LINES_MAX} addresses`)
  .refine((text) => text.trim() !== "", "Enter at least one address")
  .meta({
    description: `A pasted list or a CSV with at most ${INVITATION_LINES_MAX} addresses: one or more a line, alone, as \`Ada <ada@example.org>\` or among other cells.`,
    example: "ada@example.org\nGrace Hopper <grace@example.org>",
  });

export const inviteAddressesSchema = z.object({
  list: listField,
  role: roleField.optional(),
  note: noteField.optional(),
  expires_in_hours: validityField,
  dry_run: z.boolean().default(false).meta({ description: "Reports what would happen and changes nothing." }),
});

/** As the page's form sends it: the list is pasted, in a file, or both. */
export const inviteAddressesFormSchema = z
  .object({
    step: z.enum(["check", "invite"]),
    list: z.string().max(LIST_LENGTH_MAX, `Must be at most ${INVITATION_LINES_MAX} addresses`).default(""),
    file: z
      .instanceof(File, { error: "Choose a file" })
      .refine(({ size }) => size <= LIST_LENGTH_MAX, `Must have at most ${INVITATION_LINES_MAX} addresses`)
      .optional(),
    role: roleField.optional(),
    note: noteField.optional(),
    hours: offeredHoursField,
  })
  .transform(({ step, hours, ...rest }) => ({
    ...rest,
    expires_in_hours: Number(hours),
    dry_run: step === "check",
  }));

export const addressReasons = [
  "no_address",
  "invalid_address",
  "repeated",
  "has_account",
  "reserved",
  "already_invited",
] as const;
export type AddressReason = (typeof addressReasons)[number];

export const invitedAddressesSchema = z
  .strictObject({
    dry_run: z.boolean(),
    run_id: z
      .string()
      .nullable()
      .meta({ description: "Lists, reminds and revokes these invitations; null with `dry_run`, or without any." }),
    mailed: z.boolean().meta({ description: "False without a mail transport: the links wait to be downloaded." }),
    created: z.int().meta({ description: "With `dry_run`, how many would be created." }),
    refused: z.int(),
    results: z.array(
      z.strictObject({
        line: z.int().meta({ description: "Counted from 1, with empty lines." }),
        text: z.string().meta({ description: "The line, or its part with this address." }),
        email: z.string().nullable(),
        full_name: z.string().nullable().meta({ description: "The name that the line has beside the address." }),
        outcome: z.enum(["created", "refused"]),
        reason: z.enum(addressReasons).optional(),
      }),
    ),
  })
  .meta({ id: "InvitedAddresses" });

/** A few invitations, or all of a run, or all. */
const batchFields = {
  ids: z.array(idField).min(1).max(INVITATION_BATCH_MAX).optional(),
  run_id: idField.optional().meta({ description: "All invitations of a bulk run or of a list of addresses." }),
  all: z.literal(true).optional().meta({ description: "All invitations." }),
};

type Batch = { ids?: string[] | undefined; run_id?: string | undefined; all?: true | undefined };

function requireOneScope(input: Batch, context: z.RefinementCtx): void {
  if ([input.ids, input.run_id, input.all].filter((given) => given !== undefined).length === 1) return;
  context.addIssue({ code: "custom", path: ["ids"], message: "Give exactly one of ids, run_id and all" });
}

export const invitationBatchSchema = z.object(batchFields).superRefine(requireOneScope);

export const remindInvitationsSchema = z
  .object({
    ...batchFields,
    after: idField.optional().meta({ description: "Continues after `next` of the previous call." }),
  })
  .superRefine(requireOneScope);

/** As the page's form sends it: `run_id` is empty for all invitations. */
export const invitationBatchFormSchema = z
  .object({ run_id: idField.optional() })
  .transform(({ run_id }) => (run_id === undefined ? ({ all: true } as const) : { run_id }));

export const reminderReasons = ["too_soon", "not_mailed", "has_account", "has_password", "not_active"] as const;
export type ReminderReason = (typeof reminderReasons)[number];

export const reminderReportSchema = z
  .strictObject({
    reminded: z.int(),
    skipped: z.int(),
    mailed: z.boolean().meta({ description: "False without a mail transport: the new links wait to be downloaded." }),
    results: z.array(
      z.strictObject({
        id: z.string(),
        email: z.string().nullable(),
        outcome: z.enum(["reminded", "skipped"]),
        reason: z.enum(reminderReasons).optional(),
      }),
    ),
    next: z
      .string()
      .nullable()
      .meta({ description: `After ${INVITATION_BATCH_MAX} invitations: \`after\` of the next call; else null.` }),
  })
  .meta({ id: "ReminderReport" });

export const revocationReportSchema = z
  .strictObject({
    revoked: z.int(),
    finished: z.boolean().meta({ description: `False after ${INVITATION_BATCH_MAX} invitations: call again.` }),
  })
  .meta({ id: "RevocationReport" });

export const invitationLinksSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        email: z.string().nullable(),
        full_name: z.string().nullable(),
        link: z.string(),
        expires_at: z.iso.datetime(),
      }),
    ),
    finished: z.boolean().meta({ description: `False after ${INVITATION_LINKS_MAX} links: call again.` }),
  })
  .meta({ id: "InvitationLinks" });

export const acceptAccountInvitationSchema = newPasswordSchema.extend({
  token: z.string().min(1, "Is required").max(200).meta({ description: "The token in the invitation's link." }),
});

export const listInvitationsSchema = z.object({
  run_id: idField.optional().meta({ description: "Those of a bulk run or of a list of addresses." }),
  q: z.string().max(200).optional().meta({
    description: "A part of the address, the name or the note, or of the invited user's name.",
    example: "ada",
  }),
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
    full_name: z.string().nullable().meta({ description: "The name for the new account's profile." }),
    user: personSchema.nullable().meta({
      description: "The account that gets its first password; null if the invitation creates an account.",
    }),
    run_id: z.string().nullable(),
    note: z.string().nullable(),
    invited_by: personSchema.meta({
      description: "The inviter, who has to be an administrator when the invitation is accepted.",
    }),
    stands: z.boolean().meta({
      description:
        'False when the inviter is no longer an administrator, or their account is frozen by "This wasn\'t me": renew the invitation to use it. Also false while the invited account is disabled.',
    }),
    mail_id: z.string().nullable().meta({ description: "The mail in the outbox; null if it was not mailed." }),
    link_waits: z.boolean().meta({ description: "Whether the link waits to be downloaded." }),
    created_at: z.iso.datetime(),
    linked_at: z.iso.datetime().meta({ description: "When the current link was created." }),
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
    links_waiting: z.int().meta({ description: "How many links wait to be downloaded." }),
  })
  .meta({ id: "InvitationList" });

export type CreateInvitationInput = z.output<typeof createInvitationSchema>;
export type ListInvitationsInput = z.output<typeof listInvitationsSchema>;
export type InvitationView = z.output<typeof invitationSchema>;
export type MadeInvitation = z.output<typeof madeInvitationSchema>;
export type InvitationList = z.output<typeof invitationListSchema>;
export type InviteAddressesInput = z.output<typeof inviteAddressesSchema>;
export type InvitedAddresses = z.output<typeof invitedAddressesSchema>;
export type RemindInvitationsInput = z.output<typeof remindInvitationsSchema>;
export type InvitationBatchInput = z.output<typeof invitationBatchSchema>;
export type ReminderReport = z.output<typeof reminderReportSchema>;
export type RevocationReport = z.output<typeof revocationReportSchema>;
export type InvitationLinks = z.output<typeof invitationLinksSchema>;
export type AcceptAccountInvitationInput = z.output<typeof acceptAccountInvitationSchema>;
