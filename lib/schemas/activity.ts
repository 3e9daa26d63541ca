import { z } from "zod";
import { integerField } from "./common";

export const activityQuerySchema = z.object({
  size: integerField(1, 200).default(50).meta({ description: "Number of events.", example: 20 }),
});

export const activitySchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        at: z.iso.datetime(),
        action: z.string().meta({ example: "session.sign_in" }),
        description: z.string().meta({ example: "Logged in" }),
        outcome: z.enum(["success", "failure"]),
        device: z.string().meta({ example: "Firefox on Linux" }),
        address: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Activity" });

export type ActivityQuery = z.output<typeof activityQuerySchema>;
export type Activity = z.output<typeof activitySchema>;
