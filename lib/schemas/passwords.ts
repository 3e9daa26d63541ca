import { z } from "zod";
import {
  AMBIGUOUS,
  EXCLUDE_MAX,
  PASSWORD_LENGTH_DEFAULT,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  SYMBOLS_MAX,
} from "@/lib/domain/passwords/generator-options";
import { codePointsField, integerField } from "./common";

const minimumField = (what: string) =>
  integerField(0, PASSWORD_LENGTH_MAX)
    .optional()
    .meta({ description: `Least number of ${what}. Where they are included at all there is always one.`, example: 2 });

/** The options of the mode `password`, one schema for query string, JSON body, page URL and form. */
export const generatorOptionsSchema = z.strictObject({
  length: integerField(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX)
    .default(PASSWORD_LENGTH_DEFAULT)
    .meta({ description: "Number of characters (Unicode code points).", example: 16 }),
  use_uppercase: z.boolean().default(true).meta({ description: "Include the letters A to Z." }),
  use_numbers: z.boolean().default(true).meta({ description: "Include the digits 0 to 9." }),
  use_special_chars: z.boolean().default(true).meta({ description: "Include symbols." }),
  use_lowercase: z.boolean().default(true).meta({ description: "Include the letters a to z." }),
  symbols: codePointsField(1, SYMBOLS_MAX)
    .optional()
    .meta({
      description:
        "The symbols to use instead of the 32 ASCII punctuation characters: distinct, no ASCII letters or digits, no control characters. A space is allowed.",
      example: "-_.!",
    }),
  exclude: codePointsField(0, EXCLUDE_MAX)
    .optional()
    .meta({ description: "Characters that must not appear, of whatever class.", example: "{}[]" }),
  exclude_ambiguous: z
    .boolean()
    .default(false)
    .meta({ description: `Leave out the look-alikes ${[...AMBIGUOUS].join(" ")}` }),
  min_lowercase: minimumField("lower-case letters"),
  min_uppercase: minimumField("upper-case letters"),
  min_numbers: minimumField("digits"),
  min_special: minimumField("symbols"),
});

export const generatedPasswordSchema = z.strictObject({
  password: z.string().meta({ description: "The password.", example: "w7!Kq)2nRz@x" }),
  entropy_bits: z.number().meta({
    description: "Base-2 logarithm of the number of passwords that these options allow, each equally likely.",
    example: 78.6,
  }),
  length: z.int().meta({ description: "Code points in the password.", example: 12 }),
  mode: z
    .enum(["password", "passphrase", "pin", "pronounceable", "typeable"])
    .optional()
    .meta({ description: "The mode that was asked for; absent when none was." }),
  words: z.int().optional().meta({ description: "Number of words; only of a passphrase.", example: 6 }),
  spoken: z
    .string()
    .optional()
    .meta({ description: "The password read out; only with `say`.", example: "whiskey seven exclamation mark capital KILO" }),
  passwords: z.array(z.string()).optional().meta({ description: "All passwords; only when `count` was given." }),
});

export type GeneratedPassword = z.output<typeof generatedPasswordSchema>;
