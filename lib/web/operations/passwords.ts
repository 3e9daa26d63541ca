import { apiRoutes } from "@/lib/api-routes";
import { fileFormats } from "@/lib/domain/formats/output-format";
import { breachedPasswordsParamsSchema, breachedPasswordsSchema } from "@/lib/schemas/breached-passwords";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { generatedPasswordSchema } from "@/lib/schemas/passwords";
import { siteRulesQuerySchema, siteRulesSchema } from "@/lib/schemas/site-rules";
import type { Operation } from "./operation";

const passwordFiles = [...new Set(Object.values(fileFormats).map(({ mediaType }) => mediaType))];

export const passwordsOperations = {
  generatePassword: {
    id: "generatePassword",
    method: "GET",
    path: apiRoutes.generatePassword(),
    summary: "Generate a password",
    description:
      "Returns a random password, or what `mode` selects instead. All values that satisfy the options are equally likely, and every requested character class is included. Unknown parameters, and parameters of another mode, are refused with 422, because a typo could weaken the password. An access token is needed only with `hash`.",
    tag: "Passwords",
    bearerWith: "hash",
    query: generatePasswordSchema,
    remembersQuery: true,
    status: 200,
    response: generatedPasswordSchema,
    streams: passwordFiles,
    errors: ["no_character_class", "validation", "rate_limited", "unavailable"],
  },
  generatePasswordFromBody: {
    id: "generatePasswordFromBody",
    method: "POST",
    path: apiRoutes.generatePassword(),
    summary: "Generate a password (JSON body)",
    description: "Same as GET, with the options in a JSON object.",
    tag: "Passwords",
    bearerWith: "hash",
    body: generatePasswordSchema,
    examples: {
      "A password of 20 characters": { length: 20 },
      "Five passphrases": { mode: "passphrase", words: 6, count: 5 },
      "By a site's rules": { rules: "minlength: 8; maxlength: 20; required: digit; allowed: lower, upper;" },
    },
    status: 200,
    response: generatedPasswordSchema,
    streams: passwordFiles,
    errors: [
      "bad_request",
      "no_character_class",
      "validation",
      "payload_too_large",
      "unsupported_media_type",
      "rate_limited",
      "unavailable",
    ],
  },
  findSiteRules: {
    id: "findSiteRules",
    method: "GET",
    path: apiRoutes.siteRules(),
    summary: "Look up the password rules of a site",
    description:
      "`site` returns the rules of one site. `prefix` returns up to 10 matching domains. The reply also names the source and the age of the lists: Apple's password-manager-resources, MIT licence.",
    tag: "Passwords",
    query: siteRulesQuerySchema,
    status: 200,
    response: siteRulesSchema,
    errors: ["validation", "rate_limited"],
  },
  listBreachedPasswords: {
    id: "listBreachedPasswords",
    method: "GET",
    path: apiRoutes.breachedPasswords(),
    summary: "Look up breached passwords",
    description:
      "Returns the hashes of all breached passwords that begin with `prefix`, so that a client checks a password without sending it: hash it with SHA-1, send the first 5 hex digits, and look for the other 35 in the reply. 404 where the server's setting `BREACH_CHECK` is `off`. At most 30 requests in a minute from one network.",
    tag: "Passwords",
    params: breachedPasswordsParamsSchema,
    status: 200,
    response: breachedPasswordsSchema,
    errors: ["not_found", "validation", "rate_limited", "unavailable"],
  },
} as const satisfies Record<string, Operation>;
