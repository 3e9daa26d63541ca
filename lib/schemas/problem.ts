import { z } from "zod";

/** RFC 9457 `application/problem+json`. `detail` is a sentence, as in FastAPI. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: "A URI that identifies the type of error.", example: "urn:latchkey:problem:validation" }),
    title: z.string().meta({ example: "Unprocessable Content" }),
    status: z.int().meta({ example: 422 }),
    detail: z.string().meta({ description: "What is wrong and what to do, for users." }),
    code: z.string().meta({ description: "The type of error, for programs.", example: "validation" }),
    request_id: z.string().meta({ description: "Identifies this request in the server's log." }),
    errors: z
      .array(
        z.object({
          loc: z.array(z.union([z.string(), z.int()])).meta({ example: ["query", "length"] }),
          msg: z.string().meta({ example: "Must be at least 4" }),
          type: z.string().meta({ example: "too_small" }),
        }),
      )
      .optional()
      .meta({ description: "One entry for each invalid field." }),
    mfa_token: z
      .string()
      .optional()
      .meta({ description: "With `mfa_required`: send it with a code within 10 minutes to complete the log-in." }),
    mfa_methods: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ example: ["totp", "recovery_code"] }),
    attempts_left: z
      .int()
      .optional()
      .meta({ description: "With `otp_invalid` and `otp_reused`: the remaining attempts with this `mfa_token`." }),
    clock_off_seconds: z.int().optional().meta({
      description:
        "With `otp_invalid`, when the last two codes were late or early by the same time: by about how many seconds the clock of the device that shows them is ahead; negative when it is behind.",
    }),
  })
  .meta({ id: "Problem" });

export type Problem = z.output<typeof problemSchema>;

/** An error of an OAuth2 endpoint (RFC 6749 section 5.2). */
export const oauthErrorSchema = z
  .object({
    error: z.string().meta({ example: "invalid_grant" }),
    error_description: z.string(),
    code: z
      .string()
      .optional()
      .meta({ description: "For a refused code: `otp_invalid`, `otp_reused` or `mfa_expired`." }),
    mfa_token: z
      .string()
      .optional()
      .meta({ description: "With `mfa_required`: send it with a code within 10 minutes to complete the log-in." }),
    mfa_methods: z.array(z.string()).readonly().optional(),
    attempts_left: z.int().optional(),
    clock_off_seconds: z.int().optional(),
  })
  .meta({ id: "OAuthError" });
