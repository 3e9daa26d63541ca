import { z } from "zod";
import { envDialects } from "@/lib/domain/formats/env-dialects";
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
import { type GeneratorMode, generatorModes } from "@/lib/domain/passwords/generator-modes";
import {
  HASHED_COUNT_MAX,
  PASSWORD_COUNT_MAX,
  PASSWORD_LENGTH_DEFAULT_ON_PAGE,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  STRENGTH_BITS_MAX,
  STRENGTH_BITS_MIN,
} from "@/lib/domain/passwords/generator-options";
import { PIN_LENGTH_DEFAULT, PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "@/lib/domain/pins/pin-options";
import {
  PRONOUNCEABLE_LENGTH_DEFAULT,
  PRONOUNCEABLE_LENGTH_MAX,
  PRONOUNCEABLE_LENGTH_MIN,
} from "@/lib/domain/pronounceable/pronounceable-options";
import {
  defaultTokenOptions,
  TOKEN_BYTES_MAX,
  TOKEN_BYTES_MIN,
  TOKEN_PREFIX_MAX,
  TOKEN_PREFIX_PATTERN,
  tokenEncodings,
} from "@/lib/domain/tokens/token";
import {
  defaultTypeableOptions,
  LAYER_CHANGES_MAX,
  TYPEABLE_LENGTH_MAX,
  TYPEABLE_LENGTH_MIN,
  TYPEABLE_SYMBOLS,
} from "@/lib/domain/typeable/typeable-options";
import { integerField } from "./common";
import { generatorOptionsSchema, givenOptionsSchema } from "./passwords";

// Browsers don't support longer URLs.
export const SITE_LENGTH_MAX = 2_000;

const sharedFields = {
  count: integerField(1, PASSWORD_COUNT_MAX)
    .optional()
    .meta({ description: "How many passwords to generate. The response lists them in `passwords`.", example: 5 }),
  say: z
    .boolean()
    .optional()
    .meta({ description: "Add `spoken`, the password in the spelling alphabet. Not together with `count`." }),
  format: z.enum(outputFormats).optional().meta({
    description:
      "The format of the response: `json`; `ndjson`, one object per line; `csv`; `env`, lines for the readers in `dialect`; `htpasswd`, for web servers, with `hash=bcrypt`; `k8s-secret`, a manifest.",
  }),
  dialect: z.enum(envDialects).optional().meta({
    description:
      "The reader of an `env` file: `sh`; `dotenv`, for npm dotenv, `node --env-file` and python-dotenv; `docker`, for `docker run --env-file`; `compose`; `systemd`, for `EnvironmentFile`. By default the file is for all of them, and passwords have only letters, digits and `!%+,-./:=@^_`. For `dotenv` and `compose` they have no apostrophe, backslash or dollar sign.",
  }),
  name: z.string().optional().meta({
    description:
      "The name of the variable in `env` (`PASSWORD`) or of the secret in `k8s-secret` (`generated-password`).",
  }),
  username: z
    .string()
    .optional()
    .meta({ description: "The username in `htpasswd` (`user`). With `count`, usernames are numbered." }),
  hash: z
    .enum(["bcrypt", "argon2id"])
    .optional()
    .meta({
      description: `Add the hash of each password, for use in other systems. Needs an access token; at most ${HASHED_COUNT_MAX} passwords per request. bcrypt accepts at most 72 bytes.`,
    }),
};

/** A mode whose page has the same fields as its requests. */
function defineMode<Mode extends GeneratorMode, Fields extends z.ZodRawShape>(mode: Mode, fields: Fields) {
  return {
    request: z.strictObject({ mode: z.literal(mode), ...fields, ...sharedFields }),
    page: z.strictObject(fields),
  };
}

// Examples are left out where Swagger UI would send them along and they conflict with other fields.
const password = {
  request: givenOptionsSchema.extend({
    site: z.string().max(SITE_LENGTH_MAX).optional().meta({
      description:
        "The site that the password is for: a domain such as `example.com`, or a URL. If a list has rules for the site, the password follows them, and only the options that you give apply besides. Not together with `rules`.",
    }),
    rules: z.string().optional().meta({
      description:
        "Rules to follow, in the language of the `passwordrules` attribute, such as `minlength: 8; maxlength: 20; required: lower, upper; required: digit; max-repeating: 2`. `max-repeating` is the longest run of one character (`aaa`), `max-sequential` the longest run of neighbours within a-z, A-Z or 0-9 (`abc`, `321`), and the older `max-consecutive` limits both. Only the options that you give apply besides.",
    }),
    pattern: z.string().optional().meta({
      description:
        "A pattern to match, as in HTML's `pattern` attribute, of printable ASCII. Look-ahead works, as in `(?=.*\\d)[a-zA-Z\\d]{8,20}`. Only the options that you give apply besides.",
    }),
    bits: integerField(1, STRENGTH_BITS_MAX).optional().meta({
      description:
        "Generate the shortest password or passphrase with at least this many bits, such as 90. Not together with `length` or `words`.",
    }),
    ...sharedFields,
    mode: z.literal("password").optional(),
  }),
  page: generatorOptionsSchema.extend({
    length: integerField(PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX).default(PASSWORD_LENGTH_DEFAULT_ON_PAGE),
    /** In place of the length. */
    bits: integerField(STRENGTH_BITS_MIN, STRENGTH_BITS_MAX).optional(),
  }),
};

const passphraseFields = {
  words: integerField(WORDS_MIN, WORDS_MAX)
    .optional()
    .meta({ description: `Number of words. The default is ${WORDS_DEFAULT}, unless \`bits\` is given.`, example: 7 }),
  bits: integerField(1, STRENGTH_BITS_MAX).optional().meta({
    description: "Use the fewest words that give at least this many bits. Not together with `words`.",
    example: 90,
  }),
  separator: z
    .string()
    .default(defaultPassphraseOptions.separator)
    .meta({
      description:
        `The text between the words: at most ${SEPARATOR_LENGTH_MAX} of \`${SEPARATOR_CHARACTERS}\` (including the space), or ` +
        `\`${RANDOM_SEPARATORS.join("` or `")}\` for a random one in each gap. May be empty only with \`capitalize=first\`.`,
      example: ".",
    }),
  capitalize: z
    .enum(["none", "first", "one"])
    .default(defaultPassphraseOptions.capitalize)
    .meta({ description: "Capital letters: none, the first letter of each word, or the whole of one random word." }),
  include_number: z.boolean().default(false).meta({ description: "Add a digit after a random word." }),
  include_symbol: z.boolean().default(false).meta({ description: "Add a symbol after a random word." }),
  word_list: z
    .enum(["large", "short"])
    .default(defaultPassphraseOptions.word_list)
    .meta({ description: "The EFF's list of 7,776 words, or its list of 1,296 shorter words." }),
};

/** The fields of each mode: of its API requests, and of the page's query and form. */
const definitions = {
  password,
  passphrase: {
    ...defineMode("passphrase", passphraseFields),
    page: z.strictObject({
      ...passphraseFields,
      words: integerField(WORDS_MIN, WORDS_MAX).default(WORDS_DEFAULT),
      bits: integerField(STRENGTH_BITS_MIN, STRENGTH_BITS_MAX).optional(),
    }),
  },
  pin: defineMode("pin", {
    length: integerField(PIN_LENGTH_MIN, PIN_LENGTH_MAX)
      .default(PIN_LENGTH_DEFAULT)
      .meta({ description: "Number of digits.", example: 6 }),
  }),
  pronounceable: defineMode("pronounceable", {
    length: integerField(PRONOUNCEABLE_LENGTH_MIN, PRONOUNCEABLE_LENGTH_MAX)
      .default(PRONOUNCEABLE_LENGTH_DEFAULT)
      .meta({ description: "Number of letters.", example: 20 }),
  }),
  typeable: defineMode("typeable", {
    length: integerField(TYPEABLE_LENGTH_MIN, TYPEABLE_LENGTH_MAX)
      .default(defaultTypeableOptions.length)
      .meta({ description: "Number of characters.", example: 16 }),
    use_uppercase: z.boolean().default(true).meta({ description: "Include the letters A to Z." }),
    use_numbers: z
      .boolean()
      .optional()
      .meta({ description: "Include digits. The default is true, or false with `same_keys`." }),
    use_special_chars: z
      .boolean()
      .default(false)
      .meta({ description: `Include symbols, only of \`${TYPEABLE_SYMBOLS}\`.` }),
    exclude_ambiguous: z.boolean().default(false).meta({ description: "Leave out look-alikes." }),
    layer_changes: integerField(0, LAYER_CHANGES_MAX).default(defaultTypeableOptions.layer_changes).meta({
      description:
        "The most changes of the keyboard layer: lower case, upper case, or digits and symbols. Typing starts in lower case.",
    }),
    same_keys: z
      .boolean()
      .default(false)
      .meta({ description: "Only letters that are on the same key on QWERTY, QWERTZ and AZERTY." }),
  }),
  token: defineMode("token", {
    bytes: integerField(TOKEN_BYTES_MIN, TOKEN_BYTES_MAX)
      .default(defaultTokenOptions.bytes)
      .meta({ description: "Number of random bytes. Each one has 8 bits of entropy.", example: 32 }),
    encoding: z.enum(tokenEncodings).default(defaultTokenOptions.encoding).meta({
      description:
        "How the bytes are written: `hex` in lower case; `base64url` without padding (RFC 4648 section 5); `base32` without padding (RFC 4648 section 6); `base58` in Bitcoin's alphabet, whose length varies by a few characters.",
    }),
    prefix: z
      .string()
      .regex(TOKEN_PREFIX_PATTERN, `Must be at most ${TOKEN_PREFIX_MAX} of A-Z, a-z, 0-9, _ and -`)
      .default(defaultTokenOptions.prefix)
      .meta({ description: "Text before the token, such as `sk_live_`. It adds no entropy.", example: "sk_live_" }),
  }),
} satisfies Record<GeneratorMode, { request: z.ZodObject; page: z.ZodObject }>;

type Definitions = typeof definitions;
// The same as GeneratorMode; if a mode is missing above, the compiler reports it here.
type Mode = keyof Definitions;

/** The input of each mode, with its defaults filled in. */
export type GeneratorInputs = { [Name in Mode]: z.output<Definitions[Name]["request"]> };

export type GeneratePasswordInput = GeneratorInputs[Mode];

/** The fields of each mode on the page. */
export const generatorPageFields = mapDefinitions("page");

const requests = mapDefinitions("request");
const { password: defaultRequest, ...otherRequests } = requests;

/** The one schema for query string, JSON body and command line. Without `mode`, the mode is `password`. */
export const generatePasswordSchema = z.discriminatedUnion("mode", [defaultRequest, ...Object.values(otherRequests)], {
  error: (issue) => (issue.code === "invalid_union" ? `Must be one of ${generatorModes.join(", ")}` : undefined),
});

/** The same part of each definition, under the mode's name. */
function mapDefinitions<Part extends "request" | "page">(part: Part): { [Name in Mode]: Definitions[Name][Part] } {
  const entries = Object.entries(definitions).map(([mode, definition]) => [mode, definition[part]]);
  // Object.fromEntries loses the type of each entry.
  return Object.fromEntries(entries) as { [Name in Mode]: Definitions[Name][Part] };
}
