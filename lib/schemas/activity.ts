import { z } from "zod";
import type { RepeatedEvent } from "@/lib/domain/users/group-repeats";
import { integerField } from "./common";

export const activityQuerySchema = z.object({
  size: integerField(1, 200).default(50).meta({ description: "Number of events.", example: 20 }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the previous page." }),
});

const activityEventSchema = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string().meta({ example: "session.sign_in" }),
  description: z.string().meta({ example: "Logged in" }),
  outcome: z.enum(["success", "failure"]),
  subject: z
    .string()
    .nullable()
    .meta({ description: "The name of the authenticator that was added, renamed or removed.", example: "Phone" }),
  by: z
    .strictObject({
      kind: z.enum(["you", "administrator", "moderator", "unknown"]),
      name: z.string().nullable().meta({ description: "An administrator's or moderator's full name or username." }),
    })
    .meta({
      description: "Who did it; `unknown` for attempts without a log-in, mailed links and commands on the server.",
    }),
  device: z.string().meta({ description: "Never an administrator's.", example: "Firefox on Linux" }),
  address: z.string().nullable().meta({ description: "Never an administrator's." }),
});

export const activitySchema = z
  .strictObject({
    items: z.array(activityEventSchema),
    size: z.int(),
    next: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
  })
  .meta({ id: "Activity" });

export type ActivityQuery = z.output<typeof activityQuerySchema>;
export type ActivityEvent = z.output<typeof activityEventSchema>;
export type Activity = z.output<typeof activitySchema>;
/** For the page: events that repeat in a row are one group. */
export type GroupedActivity = { groups: readonly RepeatedEvent<ActivityEvent>[]; next: string | null };
