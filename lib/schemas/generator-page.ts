import { z } from "zod";
import { PASSWORD_LENGTH_DEFAULT_ON_PAGE, PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import { RULES_LENGTH_MAX } from "@/lib/domain/rules/parse-password-rules";
import { PATTERN_LENGTH_MAX } from "@/lib/domain/rules/parse-pattern";
import { integerField } from "./common";
import { generatorPageFields, SITE_LENGTH_MAX } from "./generator-modes";

/** The settings of each mode of the page, from its query or form. */
export const generatorPageSchemas = {
  ...generatorPageFields,
  /** The API's mode `password` with `site`, `rules` or `pattern`. */
  rules: z.strictObject({
    /** The site's rules replace `rules` if a list has them. */
    site: z.string().max(SITE_LENGTH_MAX).optional(),
    /** Without JavaScript, the site whose rules the page has filled in before. */
    from_site: z.string().max(SITE_LENGTH_MAX).optional(),
    rules: z.string().max(RULES_LENGTH_MAX).default(""),
    pattern: z.string().max(PATTERN_LENGTH_MAX).default(""),
    /** The nearest length that the rules allow is used. */
    length: integerField(1, PASSWORD_LENGTH_MAX).default(PASSWORD_LENGTH_DEFAULT_ON_PAGE),
    spaces: z.boolean().default(false),
  }),
} as const;

export type GeneratorPageMode = keyof typeof generatorPageSchemas;

export type GeneratorPageSettings = { [Mode in GeneratorPageMode]: z.output<(typeof generatorPageSchemas)[Mode]> };
