import { z } from "zod";

export const siteRulesQuerySchema = z.object({
  site: z.string().max(2000).optional().meta({ description: "A domain or a URL.", example: "example.com" }),
  prefix: z
    .string()
    .max(253)
    .optional()
    .meta({ description: "The beginning of a domain or of a part of one.", example: "exam" }),
});

export const siteRulesSchema = z
  .strictObject({
    site: z
      .strictObject({
        domain: z.string().meta({
          description: "The domain that the rules are listed under, or the site itself.",
          example: "example.com",
        }),
        rules: z.string().nullable().meta({
          description:
            "In the language of the `passwordrules` attribute, without words that the server doesn't know. Null while the server has no lists.",
          example: "minlength: 8; maxlength: 20; required: digit;",
        }),
        change_password_url: z.string().nullable(),
        warning: z.string().nullable().meta({
          description: "Only if the rules allow less than 64 bits, or while the server has no lists.",
          example: "This site allows no more than 47.6 bits. Use two-factor there if you can.",
        }),
      })
      .nullable()
      .meta({ description: "Null without `site`, or if no list has the site." }),
    domains: z.array(z.string()).meta({ description: "Domains that match `prefix`." }),
    lists: z.strictObject({
      source: z.enum(["auto", "file", "off"]),
      sites: z.int().meta({ description: "Number of domains with rules; 0 while the server has no lists." }),
      updated_at: z.iso.datetime().nullable(),
      problem: z
        .string()
        .nullable()
        .meta({ description: "Why the last update failed; the previous lists are in use." }),
      licence: z.string().meta({ example: "MIT, Apple Inc., password-manager-resources" }),
    }),
  })
  .meta({ id: "SiteRules" });

export type SiteRulesQuery = z.output<typeof siteRulesQuerySchema>;
export type SiteRulesReply = z.output<typeof siteRulesSchema>;
