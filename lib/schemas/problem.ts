import { z } from "zod";

/** An error as RFC 9457 `application/problem+json`, with `detail` a sentence as FastAPI's clients expect. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: "A URI that names the kind of problem.", example: "urn:latchkey:problem:validation" }),
    title: z.string().meta({ example: "Unprocessable Content" }),
    status: z.int().meta({ example: 422 }),
    detail: z.string().meta({ description: "What happened and what to do, in a sentence." }),
    code: z.string().meta({ description: "The kind of problem in one word, for programs.", example: "validation" }),
    request_id: z.string().meta({ description: "Names this request in the server's log." }),
    errors: z
      .array(
        z.object({
          loc: z.array(z.union([z.string(), z.int()])).meta({ example: ["query", "length"] }),
          msg: z.string().meta({ example: "Must be at least 4" }),
          type: z.string().meta({ example: "too_small" }),
        }),
      )
      .optional()
      .meta({ description: "Each refused part of the input." }),
    mfa_token: z
      .string()
      .optional()
      .meta({ description: "With `mfa_required`: half a log-in, to be sent back with a code within ten minutes." }),
    mfa_methods: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ example: ["totp", "recovery_code"] }),
    attempts_left: z
      .int()
      .optional()
      .meta({ description: "With `otp_invalid` and `otp_reused`: how often the same `mfa_token` may still be tried." }),
  })
  .meta({ id: "Problem" });

export type Problem = z.output<typeof problemSchema>;

/** A refusal of an OAuth2 endpoint (RFC 6749 section 5.2). */
export const oauthErrorSchema = z
  .object({
    error: z.string().meta({ example: "invalid_grant" }),
    error_description: z.string(),
    code: z
      .string()
      .optional()
      .meta({ description: "With a refused second factor: `otp_invalid`, `otp_reused` or `mfa_expired`." }),
    mfa_token: z
      .string()
      .optional()
      .meta({ description: "With `mfa_required`: half a log-in, to be sent back with a code within ten minutes." }),
    mfa_methods: z.array(z.string()).readonly().optional(),
    attempts_left: z.int().optional(),
  })
  .meta({ id: "OAuthError" });
