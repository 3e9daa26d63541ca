import type { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { apiAliases, routes } from "@/lib/routes";
import {
  accountExportSchema,
  changePasswordSchema,
  messageSchema,
  profileSchema,
  reauthenticateSchema,
  signedUpSchema,
  signUpRequestSchema,
  updateProfileSchema,
} from "@/lib/schemas/accounts";
import { activityQuerySchema, activitySchema } from "@/lib/schemas/activity";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import { livenessSchema, readinessSchema } from "@/lib/schemas/health";
import { generatedPasswordSchema } from "@/lib/schemas/passwords";
import {
  endedSessionsSchema,
  introspectionSchema,
  logInSchema,
  nothingSchema,
  sessionIdSchema,
  sessionListSchema,
  tokenRequestSchema,
  tokenSchema,
  tokensSchema,
} from "@/lib/schemas/sessions";
import type { FieldsSchema } from "./fields-of";

/** One endpoint as data: the handler's types, the routing table and the OpenAPI document are all made from it. */
export type Operation = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  description: string;
  tag: "Passwords" | "Accounts" | "Sessions" | "Health";
  /** Needs an access token. */
  bearer?: true;
  /** Answers in RFC 6749's words when it refuses. */
  oauth?: true;
  params?: z.ZodObject;
  query?: FieldsSchema;
  body?: z.ZodType;
  /** Whether the body may, or must, be a form. */
  form?: "also" | "only";
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
      "Draws a password, or what `mode` names instead, uniformly from all that the options allow. Every character class that is asked for is in it. Unknown parameters and those of another mode are refused, because a misspelt one would weaken the password.",
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
  signUp: {
    id: "signUp",
    method: "POST",
    path: routes.api.register(),
    summary: "Create an account",
    description: "Fields that are not listed are ignored: a role, a status or an id can't be chosen.",
    tag: "Accounts",
    body: signUpRequestSchema,
    status: 201,
    response: signedUpSchema,
    errors: ["bad_request", "email_taken", "username_taken", "validation", "sign_up_closed", "payload_too_large", "unsupported_media_type", "rate_limited", "unavailable"],
  },
  logIn: {
    id: "logIn",
    method: "POST",
    path: routes.api.logIn(),
    summary: "Log in",
    description: "As JSON with `email`, `username` or `identifier`, or as the form of an OAuth2 client. Unknown, wrong and disabled are one refusal.",
    tag: "Sessions",
    body: logInSchema,
    form: "also",
    status: 200,
    response: tokensSchema,
    errors: ["bad_request", "validation", "invalid_credentials", "forbidden", "payload_too_large", "unsupported_media_type", "rate_limited", "unavailable"],
  },
  logOut: {
    id: "logOut",
    method: "POST",
    path: routes.api.logOut(),
    summary: "Log out",
    description: "Ends the session of the token: it and its refresh tokens are good for nothing from then on.",
    tag: "Sessions",
    bearer: true,
    status: 200,
    response: messageSchema,
    errors: [],
  },
  getProfile: {
    id: "getProfile",
    method: "GET",
    path: routes.api.me(),
    summary: "Read one's own account",
    description: "Whose token it is, by the live row: a token of somebody who is gone is 401.",
    tag: "Accounts",
    bearer: true,
    status: 200,
    response: profileSchema,
    errors: [],
  },
  updateProfile: {
    id: "updateProfile",
    method: "PATCH",
    path: routes.api.me(),
    summary: "Change one's own account",
    description: "What is not given stays as it is; `null` clears.",
    tag: "Accounts",
    bearer: true,
    body: updateProfileSchema,
    status: 200,
    response: profileSchema,
    errors: ["bad_request", "username_taken", "validation", "payload_too_large", "unsupported_media_type"],
  },
  replaceProfile: {
    id: "replaceProfile",
    method: "PUT",
    path: routes.api.me(),
    summary: "Change one's own account (PUT)",
    description: "The same as PATCH, for clients that a tutorial taught to PUT.",
    tag: "Accounts",
    bearer: true,
    body: updateProfileSchema,
    status: 200,
    response: profileSchema,
    errors: ["bad_request", "username_taken", "validation", "payload_too_large", "unsupported_media_type"],
  },
  deleteAccount: {
    id: "deleteAccount",
    method: "DELETE",
    path: routes.api.me(),
    summary: "Delete one's own account",
    description: "Needs the password within the last ten minutes. Signed out at once; removed for good after 30 days.",
    tag: "Accounts",
    bearer: true,
    status: 200,
    response: messageSchema,
    errors: ["reauthentication_required", "conflict"],
  },
  exportAccount: {
    id: "exportAccount",
    method: "GET",
    path: routes.api.exportMe(),
    summary: "Download all that is kept about oneself",
    description: "Profile, sessions and activity; nothing secret.",
    tag: "Accounts",
    bearer: true,
    status: 200,
    response: accountExportSchema,
    errors: [],
  },
  changePassword: {
    id: "changePassword",
    method: "POST",
    path: routes.api.changePassword(),
    summary: "Change one's own password",
    description: "Ends all other sessions. Of parallel changes with one current password one succeeds.",
    tag: "Accounts",
    bearer: true,
    body: changePasswordSchema,
    status: 200,
    response: messageSchema,
    errors: ["bad_request", "wrong_password", "validation", "payload_too_large", "unsupported_media_type", "rate_limited", "unavailable"],
  },
  grantTokens: {
    id: "grantTokens",
    method: "POST",
    path: routes.api.token(),
    summary: "OAuth2 token endpoint",
    description: "`grant_type=password` or `refresh_token`, as RFC 6749 with its errors. A refresh token is good once; a second use ends its session.",
    tag: "Sessions",
    body: tokenRequestSchema,
    form: "only",
    oauth: true,
    status: 200,
    response: tokensSchema,
    errors: ["bad_request", "invalid_credentials", "unsupported_grant_type", "rate_limited", "unavailable"],
  },
  revokeToken: {
    id: "revokeToken",
    method: "POST",
    path: routes.api.revokeToken(),
    summary: "Revoke a token",
    description: "RFC 7009: ends the session of an access or refresh token. An unknown one is no error.",
    tag: "Sessions",
    body: tokenSchema,
    form: "only",
    oauth: true,
    status: 200,
    response: nothingSchema,
    errors: ["bad_request"],
  },
  introspectToken: {
    id: "introspectToken",
    method: "POST",
    path: routes.api.introspectToken(),
    summary: "Ask about a token",
    description: "RFC 7662: one's own tokens, an administrator's any; for all others `active` is false.",
    tag: "Sessions",
    bearer: true,
    body: tokenSchema,
    form: "only",
    oauth: true,
    status: 200,
    response: introspectionSchema,
    errors: ["bad_request"],
  },
  listSessions: {
    id: "listSessions",
    method: "GET",
    path: routes.api.sessions(),
    summary: "List one's own sessions",
    description: "Browsers and programs in one list; the one that asks is marked.",
    tag: "Sessions",
    bearer: true,
    status: 200,
    response: sessionListSchema,
    errors: [],
  },
  endOtherSessions: {
    id: "endOtherSessions",
    method: "DELETE",
    path: routes.api.sessions(),
    summary: "End all other sessions",
    description: "All but the one that asks, at once.",
    tag: "Sessions",
    bearer: true,
    status: 200,
    response: endedSessionsSchema,
    errors: [],
  },
  endSession: {
    id: "endSession",
    method: "DELETE",
    path: routes.api.session(),
    summary: "End one of one's own sessions",
    description: "At once. Somebody else's session does not exist here.",
    tag: "Sessions",
    bearer: true,
    params: sessionIdSchema,
    status: 200,
    response: messageSchema,
    errors: ["not_found", "validation"],
  },
  reauthenticate: {
    id: "reauthenticate",
    method: "POST",
    path: routes.api.reauthenticate(),
    summary: "Confirm the password",
    description: "Opens sensitive operations to this session for ten minutes.",
    tag: "Sessions",
    bearer: true,
    body: reauthenticateSchema,
    status: 200,
    response: messageSchema,
    errors: ["bad_request", "wrong_password", "validation", "payload_too_large", "unsupported_media_type", "rate_limited", "unavailable"],
  },
  listActivity: {
    id: "listActivity",
    method: "GET",
    path: routes.api.activity(),
    summary: "Read one's own activity",
    description: "What was done with one's account and what was tried, newest first.",
    tag: "Accounts",
    bearer: true,
    query: activityQuerySchema,
    status: 200,
    response: activitySchema,
    errors: ["validation"],
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
