import { z } from "zod";
import { passwordField } from "./account-fields";
import { otpField, recoveryCodeField } from "./two-factor";

/** An email address or a username; the limit is above the longest valid one. */
const identifierField = z.string().min(1, "Is required").max(320, "Must be at most 320 characters");

/** Log-in as a form: one field for email or username. */
export const logInFormSchema = z.object({
  identifier: identifierField,
  password: passwordField,
  next: z.string().max(2000).optional(),
});

/** The grant type with which an OAuth2 client sends the two-factor code after `mfa_required`. */
export const MFA_GRANT = "urn:latchkey:params:oauth:grant-type:mfa";

const mfaTokenField = z
  .string()
  .min(1, "Is required")
  .max(200)
  .meta({ description: "From an `mfa_required` error. With it, send only a code." });

/** Log-in over the API: JSON with one of three identifiers, or the form of an OAuth2 client; or the second request, with a code. */
export const logInSchema = z
  .object({
    email: identifierField.optional(),
    username: identifierField.optional(),
    identifier: identifierField.optional(),
    password: passwordField.optional(),
    otp: otpField.optional(),
    recovery_code: recoveryCodeField.optional(),
    mfa_token: mfaTokenField.optional(),
    grant_type: z.string().max(64).optional(),
    scope: z.string().max(1000).optional(),
    client_id: z.string().max(1000).optional(),
    client_secret: z.string().max(1000).optional(),
  })
  .transform(({ email, username, identifier, password, mfa_token, otp, recovery_code }, context): LogInInput => {
    if (mfa_token !== undefined) {
      if (otp !== undefined || recovery_code !== undefined) return { kind: "challenge", mfa_token, otp, recovery_code };
      context.addIssue({
        code: "custom",
        path: ["otp"],
        message: "Is required with mfa_token, unless recovery_code is given",
      });
      return z.NEVER;
    }
    const given = [identifier, email, username].filter((value) => value !== undefined);
    const [only] = given;
    if (only === undefined || given.length > 1)
      context.addIssue({
        code: "custom",
        path: ["identifier"],
        message: "Send exactly one of identifier, email and username",
      });
    if (password === undefined) context.addIssue({ code: "custom", path: ["password"], message: "Is required" });
    return only === undefined || password === undefined
      ? z.NEVER
      : { kind: "password", identifier: only, password, otp, recovery_code };
  });

type SecondFactorAnswer = { otp: string | undefined; recovery_code: string | undefined };

export type LogInInput =
  | ({ kind: "password"; identifier: string; password: string } & SecondFactorAnswer)
  | ({ kind: "challenge"; mfa_token: string } & SecondFactorAnswer);

export const tokensSchema = z
  .strictObject({
    access_token: z.string().meta({ description: "A signed JWT for `Authorization: Bearer`." }),
    token_type: z.literal("bearer"),
    expires_in: z.int().meta({ description: "Lifetime of the access token in seconds.", example: 1800 }),
    refresh_token: z.string().meta({ description: "Single-use. Each refresh returns a new one." }),
    scope: z.string().optional().meta({
      description:
        "`enrol` if the server requires two-factor authentication and it isn't set up yet: the token only allows the set-up.",
    }),
    recovery_codes_left: z
      .int()
      .optional()
      .meta({ description: "After a log-in with a recovery code, and whenever none are left: the number left." }),
    message: z.string().meta({ example: "Login successful" }),
    user_id: z.string(),
  })
  .meta({ id: "Tokens" });

const renewedTokensSchema = tokensSchema.omit({ message: true, recovery_codes_left: true }).partial();

/** The reply to a change that rotates the session: with the tokens of a log-in, unless the change ended none. */
export function withNewTokens<Shape extends z.ZodRawShape>(reply: z.ZodObject<Shape, z.core.$strict>) {
  return z.strictObject({ ...renewedTokensSchema.shape, ...reply.shape });
}

export const sessionSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(["browser", "api"]),
    current: z.boolean().meta({ description: "True for the session of this request." }),
    device: z.string().meta({ example: "Firefox on Linux" }),
    address: z.string().nullable().meta({ example: "203.0.113.9" }),
    created_at: z.iso.datetime(),
    last_seen_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: "Session" });

export const sessionListSchema = z.strictObject({ items: z.array(sessionSchema) });
export const sessionIdSchema = z.object({ id: z.uuid() });
export const endedSessionsSchema = z.strictObject({ message: z.string(), ended: z.int() });

export type Tokens = z.output<typeof tokensSchema>;
export type SessionView = z.output<typeof sessionSchema>;
export type SessionList = z.output<typeof sessionListSchema>;

/** The form of the OAuth2 token endpoint (RFC 6749 sections 4.3.2 and 6). */
export const tokenRequestSchema = z.object({
  grant_type: z.string().max(200),
  username: identifierField.optional(),
  password: passwordField.optional(),
  refresh_token: z.string().max(200).optional(),
  otp: otpField.optional(),
  recovery_code: recoveryCodeField.optional(),
  mfa_token: mfaTokenField.optional(),
  scope: z.string().max(1000).optional(),
  client_id: z.string().max(1000).optional(),
  client_secret: z.string().max(1000).optional(),
});

export const tokenSchema = z.object({
  token: z.string().min(1, "Is required").max(4000),
  token_type_hint: z.string().max(100).optional(),
});

export const nothingSchema = z.strictObject({});

export const introspectionSchema = z
  .strictObject({
    active: z.boolean(),
    token_type: z.enum(["access_token", "refresh_token"]).optional(),
    sub: z.string().optional(),
    sid: z.string().optional(),
    scope: z.string().optional().meta({ description: "`enrol` if the token only allows two-factor set-up." }),
    username: z.string().optional(),
    exp: z.int().optional(),
    iat: z.int().optional(),
  })
  .meta({ id: "Introspection" });

/** Authorization server metadata (RFC 8414 section 2). */
export const serverMetadataSchema = z
  .strictObject({
    issuer: z.string().meta({ example: "https://latchkey.example.com" }),
    token_endpoint: z.string(),
    revocation_endpoint: z.string(),
    introspection_endpoint: z.string(),
    response_types_supported: z.array(z.string()).meta({ description: "Empty: there is no authorization endpoint." }),
    grant_types_supported: z.array(z.string()),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    revocation_endpoint_auth_methods_supported: z.array(z.string()),
    introspection_endpoint_auth_methods_supported: z.array(z.string()),
  })
  .meta({ id: "ServerMetadata" });

export type ServerMetadata = z.output<typeof serverMetadataSchema>;
export type TokenRequest = z.output<typeof tokenRequestSchema>;
export type Introspection = z.output<typeof introspectionSchema>;
