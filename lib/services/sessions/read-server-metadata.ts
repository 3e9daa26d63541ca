import { apiRoutes } from "@/lib/api-routes";
import { MFA_GRANT, type ServerMetadata } from "@/lib/schemas/sessions";
import { authorize } from "../authorize";
import type { Context } from "../context";

// Clients are public: client authentication is accepted and ignored.
const authenticationMethods = ["none", "client_secret_basic", "client_secret_post"];

/** The metadata by which OAuth2 clients configure themselves (RFC 8414). */
export function readServerMetadata(context: Context): ServerMetadata {
  authorize(context, "sessions:start");
  const { publicOrigin, passwordGrant } = context.settings;
  return {
    issuer: publicOrigin,
    token_endpoint: publicOrigin + apiRoutes.token(),
    revocation_endpoint: publicOrigin + apiRoutes.revokeToken(),
    introspection_endpoint: publicOrigin + apiRoutes.introspectToken(),
    response_types_supported: [],
    grant_types_supported: [...(passwordGrant ? ["password", MFA_GRANT] : []), "refresh_token"],
    token_endpoint_auth_methods_supported: authenticationMethods,
    revocation_endpoint_auth_methods_supported: authenticationMethods,
    introspection_endpoint_auth_methods_supported: authenticationMethods,
  };
}
