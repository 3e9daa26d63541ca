import type { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { apiAliases, routes } from "@/lib/routes";
import { livenessSchema, readinessSchema } from "@/lib/schemas/health";
import { generatedPasswordSchema, generatePasswordSchema } from "@/lib/schemas/passwords";

/** One endpoint as data: the handler's types, the routing table and the OpenAPI document are all made from it. */
export type Operation = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  description: string;
  tag: "Passwords" | "Health";
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  status: 200 | 201 | 202;
  response: z.ZodType;
  /** The errors it may answer besides `internal`; the documentation lists them. */
  errors: readonly ErrorCode[];
};

export const operations = {
  generatePassword: {
    id: "generatePassword",
    method: "GET",
    path: routes.api.generatePassword(),
    summary: "Generate a password",
    description:
      "Draws a password uniformly from all that the options allow. Every character class that is asked for is in it. Unknown parameters are refused, because a misspelt one would weaken the password.",
    tag: "Passwords",
    query: generatePasswordSchema,
    status: 200,
    response: generatedPasswordSchema,
    errors: ["no_character_class", "validation", "rate_limited"],
  },
  generatePasswordFromBody: {
    id: "generatePasswordFromBody",
    method: "POST",
    path: routes.api.generatePassword(),
    summary: "Generate a password from a JSON body",
    description: "The same as GET, with the options in a JSON object.",
    tag: "Passwords",
    body: generatePasswordSchema,
    status: 200,
    response: generatedPasswordSchema,
    errors: ["bad_request", "no_character_class", "validation", "payload_too_large", "unsupported_media_type", "rate_limited"],
  },
  checkLiveness: {
    id: "checkLiveness",
    method: "GET",
    path: routes.api.live(),
    summary: "Is the process alive?",
    description: "Answers as long as the process does; touches no database.",
    tag: "Health",
    status: 200,
    response: livenessSchema,
    errors: [],
  },
  checkReadiness: {
    id: "checkReadiness",
    method: "GET",
    path: routes.api.ready(),
    summary: "Is the service ready?",
    description: "Writes a row to the database and reads it back through another connection; at most one probe a second.",
    tag: "Health",
    status: 200,
    response: readinessSchema,
    errors: ["unavailable"],
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** The paths at which an operation also answers, as the tutorials write them. */
export function aliasesOf(operation: Operation): readonly string[] {
  return apiAliases[operation.path] ?? [];
}
