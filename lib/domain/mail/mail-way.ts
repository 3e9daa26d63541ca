/** How users get their mail: sent, or read by an administrator in the outbox, whom they have to ask. */
export type MailWay = { canMail: boolean; supportContact: string | null };
