import { z } from "zod";
import { mailTemplates } from "@/lib/domain/mail/mail-templates";
import { integerField } from "./common";
import { mailTransports } from "./health";

const mailStates = ["queued", "sending", "sent", "dead", "held"] as const;

export const outboxQuerySchema = z.object({
  state: z
    .enum(mailStates)
    .optional()
    .meta({ description: "`held` mail is never sent, because it was queued without a mail transport." }),
  q: z.string().max(200).optional().meta({
    description: "A part of the address, or the start of a word in the user's name, username or ID.",
    example: "ada",
  }),
  template: z.enum(mailTemplates).optional().meta({ description: "The kind of mail.", example: "password-reset" }),
  user_id: z.uuid().optional().meta({ description: "The mails about this user's account." }),
  before: z.uuid().optional().meta({ description: "`next` of the previous page." }),
  size: integerField(1, 100).default(50),
});

const mailShape = {
  id: z.string(),
  template: z.string().meta({ example: "password-reset" }),
  subject: z.string().meta({ example: "Reset your Latchkey password" }),
  to: z.string(),
  state: z.enum(mailStates),
  attempts: z.int(),
  last_error: z.string().nullable(),
  created_at: z.iso.datetime(),
  next_attempt_at: z.iso.datetime().nullable(),
  sent_at: z.iso.datetime().nullable(),
  user_id: z.string().nullable(),
};

export const outboxMailSchema = z.strictObject(mailShape).meta({ id: "OutboxMail" });

export const outboxSchema = z
  .strictObject({
    items: z.array(outboxMailSchema),
    next: z.string().nullable().meta({ description: "The `before` of the next page; null on the last one." }),
    counts: z
      .strictObject({ queued: z.int(), sending: z.int(), sent: z.int(), dead: z.int(), held: z.int() })
      .meta({ description: "How many of the mails that match the other filters are in each state." }),
    transport: z.enum(mailTransports),
  })
  .meta({ id: "Outbox" });

const mailSecretSchema = z.strictObject({
  name: z.enum(["link", "code", "undo_link", "not_me_link"]),
  value: z.string(),
  expires_at: z.iso.datetime().nullable(),
});

export const outboxMailTextSchema = z
  .strictObject({
    ...mailShape,
    html: z.string(),
    text: z.string(),
    revealed: z.boolean().meta({ description: "True if links and codes are included; otherwise they are masked." }),
    revealable: z.boolean().meta({
      description: "True for a mail that was never sent and has a link or code for an administrator to pass on.",
    }),
    secrets: z
      .array(mailSecretSchema)
      .meta({ description: "The links and codes that are in the text, each for itself; empty unless `revealed`." }),
  })
  .meta({ id: "OutboxMailText" });

export const mailIdSchema = z.object({ id: z.uuid() });

export type OutboxQuery = z.output<typeof outboxQuerySchema>;
export type OutboxMail = z.output<typeof outboxMailSchema>;
export type Outbox = z.output<typeof outboxSchema>;
export type MailSecret = z.output<typeof mailSecretSchema>;
export type OutboxMailText = z.output<typeof outboxMailTextSchema>;
