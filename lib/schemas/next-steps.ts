import { z } from "zod";
import { stepNames } from "@/lib/domain/users/next-steps";

export const nextStepSchema = z.object({ step: z.enum(stepNames) });

/** Without a name, all of them. */
export const someNextStepsSchema = z.object({ step: z.enum(stepNames).optional() });
