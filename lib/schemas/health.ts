import { z } from "zod";

export const mailTransports = ["outbox", "smtp", "resend"] as const;

export const livenessSchema = z.strictObject({ status: z.literal("live") });

export const readinessSchema = z.strictObject({
  status: z.literal("ready"),
  database: z.literal("ok").meta({ description: "A row was written and read back over another connection." }),
  mail: z
    .enum(mailTransports)
    .meta({ description: "How mail is sent. `outbox`: no mail is sent; administrators can read it in the outbox." }),
});

export type Liveness = z.output<typeof livenessSchema>;
export type Readiness = z.output<typeof readinessSchema>;
