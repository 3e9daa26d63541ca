import { apiRoutes } from "@/lib/api-routes";
import { fileFormats } from "@/lib/domain/formats/output-format";
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
      "Draws a password, or what `mode` names instead, uniformly from all that the options allow. Every character class that is asked for is in it. Unknown parameters and those of another mode are refused, because a misspelt one would weaken the password.",
    tag: "Passwords",
    bearerWith: "hash",
    query: generatePasswordSchema,
    status: 200,
    response: generatedPasswordSchema,
    streams: passwordFiles,
    errors: ["no_character_class", "validation", "rate_limited", "unavailable"],
  },
  generatePasswordFromBody: {
    id: "generatePasswordFromBody",
    method: "POST",
    path: apiRoutes.generatePassword(),
    summary: "Generate a password from a JSON body",
    description: "The same as GET, with the options in a JSON object.",
    tag: "Passwords",
    bearerWith: "hash",
    body: generatePasswordSchema,
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
    summary: "Ask what a site wants of a password",
    description:
      "With `site` its rules; with `prefix` up to ten domains that begin so. And how old the lists are, and whose: Apple's password-manager-resources, under the MIT licence.",
    tag: "Passwords",
    query: siteRulesQuerySchema,
    status: 200,
    response: siteRulesSchema,
    errors: ["validation", "rate_limited"],
  },
} as const satisfies Record<string, Operation>;
