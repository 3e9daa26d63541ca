import { AppError } from "@/lib/errors";
import type { TokenRequest, Tokens } from "@/lib/schemas/sessions";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { grantByPassword } from "./grant-by-password";
import { grantByRefreshToken } from "./grant-by-refresh-token";

/** The OAuth2 token endpoint (RFC 6749): clients are public, so whatever `client_id` comes along is not looked at. */
export async function grantTokens(context: ServiceContext, request: TokenRequest): Promise<Tokens> {
  authorize(context, "sessions:start");
  switch (request.grant_type) {
    case "password":
      return grantByPassword(context, { identifier: required(request.username, "username"), password: required(request.password, "password") });
    case "refresh_token":
      return grantByRefreshToken(context, required(request.refresh_token, "refresh_token"));
    default:
      throw new AppError("unsupported_grant_type", "grant_type must be password or refresh_token.");
  }
}

function required(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  throw new AppError("bad_request", `${name} is required.`);
}
