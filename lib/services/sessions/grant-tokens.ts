import { AppError } from "@/lib/errors";
import { MFA_GRANT, type TokenRequest, type Tokens } from "@/lib/schemas/sessions";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { countLogIn } from "./shared/count-log-in";
import { grantByChallenge } from "./shared/grant-by-challenge";
import { grantByPassword } from "./shared/grant-by-password";
import { grantByRefreshToken } from "./shared/grant-by-refresh-token";

/** The OAuth2 token endpoint (RFC 6749). Clients are public, so `client_id` is ignored. */
export async function grantTokens(
  context: Context<
    "writing" | "limits" | "background" | "passwords" | "secrets" | "access-tokens" | "one-time-codes" | "mail"
  >,
  request: TokenRequest,
): Promise<Tokens> {
  authorize(context, "sessions:start");
  const { otp, recovery_code } = request;
  switch (request.grant_type) {
    case "password": {
      const identifier = required(request.username, "username");
      const password = required(request.password, "password");
      return countLogIn(context, () => grantByPassword(context, { identifier, password, otp, recovery_code }));
    }
    case "refresh_token":
      return grantByRefreshToken(context, required(request.refresh_token, "refresh_token"));
    case MFA_GRANT: {
      if (otp === undefined && recovery_code === undefined)
        throw new AppError("bad_request", "otp or recovery_code is required.");
      const mfa_token = required(request.mfa_token, "mfa_token");
      return countLogIn(context, () => grantByChallenge(context, { mfa_token, otp, recovery_code }));
    }
    default:
      throw new AppError("unsupported_grant_type", `grant_type must be password, refresh_token or ${MFA_GRANT}.`);
  }
}

function required(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  throw new AppError("bad_request", `${name} is required.`);
}
