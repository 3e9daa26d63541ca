import { z } from "zod";
import { WORDS_DEFAULT, WORDS_MAX, WORDS_MIN } from "@/lib/domain/passphrases/passphrase-options";
import {
  PASSWORD_LENGTH_DEFAULT_ON_PAGE,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from "@/lib/domain/passwords/generator-options";
import { RULES_LENGTH_MAX } from "@/lib/domain/rules/parse-password-rules";
import { PATTERN_LENGTH_MAX } from "@/lib/domain/rules/parse-pattern";
import { integerField } from "./common";
import {
  passphraseModeSchema,
  pinModeSchema,
  pronounceableModeSchema,
  SITE_LENGTH_MAX,
  typeableModeSchema,
} from "./generator-modes";
import { generatorOptionsSchema } from "./passwords";

const notOnPage = { mode: true, count: true, say: true } as const;

/** The settings of each of the page's modes, as its address and its plain form give them. */
export const generatorPageSchemas = {
  password: generatorOptionsSchema.extend({
    length: integerField(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX).default(PASSWORD_LENGTH_DEFAULT_ON_PAGE),
    /** In place of the length. */
    bits: integerField(20, 256).optional(),
  }),
  passphrase: passphraseModeSchema.omit(notOnPage).extend({
    words: integerField(WORDS_MIN, WORDS_MAX).default(WORDS_DEFAULT),
    bits: integerField(20, 256).optional(),
  }),
  pin: pinModeSchema.omit(notOnPage),
  rules: z.strictObject({
    /** Whose rules to take instead of `rules`, where a list knows them. */
    site: z.string().max(SITE_LENGTH_MAX).optional(),
    rules: z.string().max(RULES_LENGTH_MAX).default(""),
    pattern: z.string().max(PATTERN_LENGTH_MAX).default(""),
    /** What to come as near to as the rules allow. */
    length: integerField(1, PASSWORD_LENGTH_MAX).default(PASSWORD_LENGTH_DEFAULT_ON_PAGE),
    spaces: z.boolean().default(false),
  }),
  pronounceable: pronounceableModeSchema.omit(notOnPage),
  typeable: typeableModeSchema.omit(notOnPage),
} as const;

export type GeneratorPageMode = keyof typeof generatorPageSchemas;

export type GeneratorPageSettings = { [Mode in GeneratorPageMode]: z.output<(typeof generatorPageSchemas)[Mode]> };
