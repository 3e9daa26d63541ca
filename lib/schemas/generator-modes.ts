import { z } from "zod";
import { outputFormats } from "@/lib/domain/formats/output-format";
import {
  defaultPassphraseOptions,
  RANDOM_SEPARATORS,
  SEPARATOR_CHARACTERS,
  SEPARATOR_LENGTH_MAX,
  WORDS_DEFAULT,
  WORDS_MAX,
  WORDS_MIN,
} from "@/lib/domain/passphrases/passphrase-options";
import { HASHED_COUNT_MAX, PASSWORD_COUNT_MAX } from "@/lib/domain/passwords/generator-options";
import { PIN_LENGTH_DEFAULT, PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "@/lib/domain/pins/pin-options";
import {
  PRONOUNCEABLE_LENGTH_DEFAULT,
  PRONOUNCEABLE_LENGTH_MAX,
  PRONOUNCEABLE_LENGTH_MIN,
} from "@/lib/domain/pronounceable/pronounceable-options";
import {
  defaultTypeableOptions,
  LAYER_CHANGES_MAX,
  TYPEABLE_LENGTH_MAX,
  TYPEABLE_LENGTH_MIN,
  TYPEABLE_SYMBOLS,
} from "@/lib/domain/typeable/typeable-options";
import { integerField } from "./common";
import { givenOptionsSchema } from "./passwords";

// Past it no passphrase reaches, and no attacker either.
const BITS_MAX = 256;

const sharedFields = {
  count: integerField(1, PASSWORD_COUNT_MAX)
    .optional()
    .meta({ description: "How many passwords to make; the reply then lists them all in `passwords`.", example: 5 }),
  say: z
    .boolean()
    .optional()
    .meta({ description: "Add `spoken`, which reads the password out. Not together with `count`." }),
  format: z.enum(outputFormats).optional().meta({
    description:
      "How the reply is written: `json`; `ndjson`, an object a line; `csv`; `env`, lines for `sh` and dotenv; `htpasswd`, for web servers, with `hash=bcrypt`; `k8s-secret`, a manifest.",
  }),
  name: z.string().optional().meta({
    description: "The variable's name in `env` (`PASSWORD`), or the secret's in `k8s-secret` (`generated-password`).",
  }),
  username: z
    .string()
    .optional()
    .meta({ description: "The user's name in `htpasswd` (`user`); several are numbered." }),
  hash: z
    .enum(["bcrypt", "argon2id"])
    .optional()
    .meta({
      description: `Add the hash of each password, for use elsewhere. Needs an access token; at most ${HASHED_COUNT_MAX} at once. bcrypt takes no password of more than 72 bytes.`,
    }),
};

// No address of a page is longer, as far as browsers go.
export const SITE_LENGTH_MAX = 2_000;

// Without examples: Swagger UI sends those along, and these ask for something else than the options beside them.
const passwordModeSchema = givenOptionsSchema.extend({
  site: z.string().max(SITE_LENGTH_MAX).optional().meta({
    description:
      "The site that the password is for, by its domain or an address there, such as `example.com`. Where a list knows its rules they are kept, and options ask for something only if they are given. Not together with `rules`.",
  }),
  rules: z.string().optional().meta({
    description:
      "Rules to keep, in the language of the `passwordrules` attribute, such as `minlength: 8; maxlength: 20; required: lower, upper; required: digit; max-consecutive: 2`. Beside them, options ask for something only if they are given.",
  }),
  pattern: z.string().optional().meta({
    description:
      "A pattern to match as HTML's `pattern` attribute does, of printable ASCII, look-ahead included, such as `(?=.*\\d)[a-zA-Z\\d]{8,20}`. Beside it, options ask for something only if they are given.",
  }),
  bits: integerField(1, BITS_MAX).optional().meta({
    description:
      "Make the shortest password, or phrase, that gives at least so many bits, such as 90. Not together with `length` or `words`.",
  }),
  ...sharedFields,
  mode: z.literal("password").optional(),
});

export const passphraseModeSchema = z.strictObject({
  mode: z.literal("passphrase"),
  words: integerField(WORDS_MIN, WORDS_MAX)
    .optional()
    .meta({ description: `Number of words; ${WORDS_DEFAULT} where \`bits\` doesn't ask for another.`, example: 7 }),
  bits: integerField(1, BITS_MAX).optional().meta({
    description: "Take the fewest words that give at least so many bits. Not together with `words`.",
    example: 90,
  }),
  separator: z
    .string()
    .default(defaultPassphraseOptions.separator)
    .meta({
      description:
        `What stands between the words: at most ${SEPARATOR_LENGTH_MAX} of \`${SEPARATOR_CHARACTERS}\` (a space is one of them), or ` +
        `\`${RANDOM_SEPARATORS.join("` or `")}\` for a random one in each gap. Empty only with \`capitalize=first\`.`,
      example: ".",
    }),
  capitalize: z
    .enum(["none", "first", "one"])
    .default(defaultPassphraseOptions.capitalize)
    .meta({ description: "Capitals: none, the first letter of each word, or the whole of one random word." }),
  include_number: z.boolean().default(false).meta({ description: "Put a digit after a random word." }),
  include_symbol: z.boolean().default(false).meta({ description: "Put a symbol after a random word." }),
  word_list: z
    .enum(["large", "short"])
    .default(defaultPassphraseOptions.word_list)
    .meta({ description: "The EFF's list of 7,776 words, or the one of 1,296 shorter words." }),
  ...sharedFields,
});

export const pinModeSchema = z.strictObject({
  mode: z.literal("pin"),
  length: integerField(PIN_LENGTH_MIN, PIN_LENGTH_MAX)
    .default(PIN_LENGTH_DEFAULT)
    .meta({ description: "Number of digits.", example: 6 }),
  ...sharedFields,
});

export const pronounceableModeSchema = z.strictObject({
  mode: z.literal("pronounceable"),
  length: integerField(PRONOUNCEABLE_LENGTH_MIN, PRONOUNCEABLE_LENGTH_MAX)
    .default(PRONOUNCEABLE_LENGTH_DEFAULT)
    .meta({ description: "Number of letters.", example: 20 }),
  ...sharedFields,
});

export const typeableModeSchema = z.strictObject({
  mode: z.literal("typeable"),
  length: integerField(TYPEABLE_LENGTH_MIN, TYPEABLE_LENGTH_MAX)
    .default(defaultTypeableOptions.length)
    .meta({ description: "Number of characters.", example: 16 }),
  use_uppercase: z.boolean().default(true).meta({ description: "Include the letters A to Z." }),
  use_numbers: z
    .boolean()
    .optional()
    .meta({ description: "Include digits; they are, unless `same_keys` leaves none." }),
  use_special_chars: z
    .boolean()
    .default(false)
    .meta({ description: `Include symbols, of \`${TYPEABLE_SYMBOLS}\` alone.` }),
  exclude_ambiguous: z.boolean().default(false).meta({ description: "Leave out look-alikes." }),
  layer_changes: integerField(0, LAYER_CHANGES_MAX).default(defaultTypeableOptions.layer_changes).meta({
    description:
      "The most changes between lower case, upper case and the layer of digits and symbols; lower case shows first.",
  }),
  same_keys: z
    .boolean()
    .default(false)
    .meta({ description: "Only letters that are on the same key on QWERTY, QWERTZ and AZERTY." }),
  ...sharedFields,
});

/** All that the generator can be asked for, one schema for query string, JSON body and command line; no `mode` is `password`. */
export const generatePasswordSchema = z.discriminatedUnion(
  "mode",
  [passwordModeSchema, passphraseModeSchema, pinModeSchema, pronounceableModeSchema, typeableModeSchema],
  {
    error: (issue) =>
      issue.code === "invalid_union" ? "Must be one of password, passphrase, pin, pronounceable, typeable" : undefined,
  },
);

export type GeneratePasswordInput = z.output<typeof generatePasswordSchema>;
