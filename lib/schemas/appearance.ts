import { z } from "zod";

export const themes = ["light", "dark", "system"] as const;

export const appearanceSchema = z.object({ theme: z.enum(themes) });

export type Theme = (typeof themes)[number];
export type AppearanceInput = z.output<typeof appearanceSchema>;
