import { z } from "zod";
import { generatorModes } from "@/lib/domain/passwords/generator-modes";
import {
  AMBIGUOUS,
  defaultGeneratorOptions,
  EXCLUDE_MAX,
  PASSWORD_LENGTH_DEFAULT,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  SYMBOLS_MAX,
} from "@/lib/domain/passwords/generator-options";
import { codePointsField, integerField, presetField } from "./common";

const minimumField = (what: string) =>
  integerField(0, PASSWORD_LENGTH_MAX)
    .optional()
    .meta({ description: `Minimum number of ${what}. At least one if they are included.`, example: 2 });

const classField = (description: string) => presetField(z.boolean(), true, { description });

/** The options of the mode `password` as given: next to rules, an omitted option requires nothing. */
export const givenOptionsSchema = z.strictObject({
  length: presetField(integerField(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX), PASSWORD_LENGTH_DEFAULT, {
    description: "Number of characters (Unicode code points).",
    example: 16,
  }),
  use_uppercase: classField("Include the letters A to Z."),
  use_numbers: classField("Include the digits 0 to 9."),
  use_special_chars: classField("Include symbols."),
  use_lowercase: classField("Include the letters a to z."),
  symbols: codePointsField(1, SYMBOLS_MAX).optional().meta({
    description:
      "The symbols to use instead of the 32 ASCII punctuation characters: distinct, no ASCII letters or digits, no control characters. A space is allowed; it comes first or last only if nothing else can.",
    example: "-_.!",
  }),
  exclude: codePointsField(0, EXCLUDE_MAX)
    .optional()
    .meta({ description: "Characters to leave out, of any class.", example: "{}[]" }),
  exclude_ambiguous: presetField(z.boolean(), false, {
    description: `Leave out the look-alikes ${[...AMBIGUOUS].join(" ")}`,
  }),
  min_lowercase: minimumField("lower-case letters"),
  min_uppercase: minimumField("upper-case letters"),
  min_numbers: minimumField("digits"),
  min_special: minimumField("symbols"),
});

const { shape: given } = givenOptionsSchema;

/** The same with every default filled in, for the page's query and form. */
export const generatorOptionsSchema = givenOptionsSchema.extend({
  length: given.length.unwrap().default(defaultGeneratorOptions.length),
  use_uppercase: given.use_uppercase.unwrap().default(defaultGeneratorOptions.use_uppercase),
  use_numbers: given.use_numbers.unwrap().default(defaultGeneratorOptions.use_numbers),
  use_special_chars: given.use_special_chars.unwrap().default(defaultGeneratorOptions.use_special_chars),
  use_lowercase: given.use_lowercase.unwrap().default(defaultGeneratorOptions.use_lowercase),
  exclude_ambiguous: given.exclude_ambiguous.unwrap().default(defaultGeneratorOptions.exclude_ambiguous),
});

export const generatedPasswordSchema = z.strictObject({
  password: z.string().meta({ description: "The password.", example: "w7!Kq)2nRz@x" }),
  entropy_bits: z.number().meta({
    description: "Base-2 logarithm of the number of passwords that these options allow, each equally likely.",
    example: 78.6,
  }),
  length: z.int().meta({ description: "Code points in the password.", example: 12 }),
  mode: z.enum(generatorModes).optional().meta({ description: "The requested mode; absent without `mode`." }),
  words: z.int().optional().meta({ description: "Number of words; passphrases only.", example: 6 }),
  spoken: z.string().optional().meta({
    description: "The password in the spelling alphabet; only with `say`.",
    example: "whiskey seven exclamation mark capital KILO",
  }),
  passwords: z.array(z.string()).optional().meta({ description: "All passwords; only with `count`." }),
  hash: z
    .string()
    .optional()
    .meta({ description: "The password's hash, for other systems; only with `hash`.", example: "$2b$12$…" }),
  hashes: z
    .array(z.string())
    .optional()
    .meta({ description: "The hashes of all passwords, in their order; only with `hash` and `count`." }),
  site: z
    .strictObject({
      domain: z.string().meta({
        description: "The domain that the rules are listed under, or the site itself.",
        example: "example.com",
      }),
      rules: z.string().nullable().meta({
        description:
          "The site's rules, which the password follows; null if no list has the site, or the server has no lists.",
        example: "minlength: 8; maxlength: 20; required: digit;",
      }),
      change_password_url: z
        .string()
        .nullable()
        .meta({ description: "The site's page for changing the password, if known." }),
    })
    .optional()
    .meta({ description: "The site that the password is for; only with `site`." }),
  warning: z.string().optional().meta({
    description: "Only if site, rules or pattern allow less than 64 bits, or the server has no lists of sites.",
    example: "This site allows no more than 47.6 bits. Use two-factor there if you can.",
  }),
});

export type GeneratedPassword = z.output<typeof generatedPasswordSchema>;
