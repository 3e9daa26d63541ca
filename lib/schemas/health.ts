import { z } from "zod";

export const livenessSchema = z.strictObject({ status: z.literal("live") });

export const readinessSchema = z.strictObject({
  status: z.literal("ready"),
  database: z.literal("ok").meta({ description: "A row was written and read back through another connection." }),
});

export type Liveness = z.output<typeof livenessSchema>;
export type Readiness = z.output<typeof readinessSchema>;
