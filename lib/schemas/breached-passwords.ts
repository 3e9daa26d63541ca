import { z } from "zod";

export const breachedPasswordsParamsSchema = z.object({
  prefix: z
    .string()
    .regex(/^[0-9A-Fa-f]{5}$/, "Must be the first 5 hex digits of a SHA-1 hash")
    .meta({ description: "The first 5 of the 40 hex digits of the password’s SHA-1 hash.", example: "5BAA6" }),
});

export const breachedPasswordsSchema = z
  .strictObject({
    hashes: z
      .array(
        z.strictObject({
          suffix: z.string().meta({
            description: "The other 35 hex digits, in capitals.",
            example: "1E4C9B93F3F0682250B6CF8331B7EE68FD8",
          }),
          count: z.int().meta({ description: "How often the password appears in breaches; 0 for padding." }),
        }),
      )
      .meta({
        description: "All hashes with this prefix, and padding up to a multiple of 500, in the order of suffixes.",
      }),
  })
  .meta({ id: "BreachedPasswords" });

export type BreachedPasswordsParams = z.output<typeof breachedPasswordsParamsSchema>;
export type BreachedPasswordsReply = z.output<typeof breachedPasswordsSchema>;
