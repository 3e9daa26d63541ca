import { z } from "zod";

const count = z.int().nonnegative();

const daySchema = z
  .strictObject({
    date: z.iso.date().meta({ description: "The day, in UTC." }),
    sign_ups: count.meta({ description: "Accounts that users created themselves, by sign-up or invitation." }),
    accounts_added: count.meta({
      description: "Accounts that administrators created or imported, and the first administrator.",
    }),
    log_ins: count.meta({ description: "Log-ins in a browser and with an API client." }),
    failed_log_ins: count.meta({ description: "Wrong passwords and wrong two-factor codes." }),
  })
  .meta({ id: "DayStatistics" });

export const statisticsSchema = z
  .strictObject({
    checked_at: z.iso.datetime(),
    days: z.array(daySchema).meta({ description: "The last 30 days in UTC, oldest first. The last one is today." }),
    users: z.strictObject({
      active: count,
      without_password: count.meta({
        description: "Active accounts that can't log in yet, because they have no password.",
      }),
      disabled: count,
      two_factor: count.meta({ description: "Active users with two-factor authentication." }),
      administrators: count.meta({ description: "Active administrators." }),
      administrators_without_two_factor: count,
    }),
    invitations: z.strictObject({
      pending: count,
      expired: count.meta({ description: "Neither accepted nor revoked in time." }),
    }),
    mail: z.strictObject({
      failed: count.meta({ description: "Mails that couldn't be delivered, of the last 90 days." }),
      held: count.meta({ description: "Mails that were never sent, because the server sends no mail." }),
    }),
  })
  .meta({ id: "Statistics" });

export type Statistics = z.output<typeof statisticsSchema>;
export type DayStatistics = Statistics["days"][number];
