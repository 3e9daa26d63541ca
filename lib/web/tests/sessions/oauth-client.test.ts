import * as oauth from "oauth4webapi";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";

// An unmodified OAuth2 client that follows the RFCs strictly.

let api: ApiClient;
let server: oauth.AuthorizationServer;
beforeAll(async () => {
  api = await createApiClient("sqlite");
  server = {
    issuer: api.origin,
    token_endpoint: `${api.origin}/api/v1/token`,
    revocation_endpoint: `${api.origin}/api/v1/token/revoke`,
    introspection_endpoint: `${api.origin}/api/v1/token/introspect`,
  };
});
afterAll(() => api.dispose());

const client: oauth.Client = { client_id: "any-client" };
const overHttp = { [oauth.allowInsecureRequests]: true };

async function grant(authentication: oauth.ClientAuth, password: string): Promise<oauth.TokenEndpointResponse> {
  const parameters = { username: "oauth-client", password };
  const response = await oauth.genericTokenEndpointRequest(
    server,
    client,
    authentication,
    "password",
    parameters,
    overHttp,
  );
  return oauth.processGenericTokenEndpointResponse(server, client, response);
}

test("obtains, uses, refreshes and revokes tokens without special code", async () => {
  await api.person("oauth-client");
  const tokens = await grant(oauth.None(), STRONG_PASSWORD);
  const me = await oauth.protectedResourceRequest(
    tokens.access_token,
    "GET",
    new URL(`${api.origin}/api/v1/users/me`),
    undefined,
    undefined,
    overHttp,
  );
  expect((await me.json()).username).toBe("oauth-client");

  const refresh = await oauth.refreshTokenGrantRequest(
    server,
    client,
    oauth.None(),
    tokens.refresh_token ?? "",
    overHttp,
  );
  const refreshed = await oauth.processRefreshTokenResponse(server, client, refresh);
  expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);

  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, oauth.None(), refreshed.refresh_token ?? "", overHttp),
  );
  const after = await api.get("/api/v1/users/me", refreshed.access_token);
  expect(after.status).toBe(401);
});

test("client credentials in a Basic header are accepted and ignored", async () => {
  const tokens = await grant(oauth.ClientSecretBasic("any-secret"), STRONG_PASSWORD);
  expect(tokens.token_type).toBe("bearer");
});

test("a client configures itself from the metadata", async () => {
  const issuer = new URL(api.runtime.config.publicOrigin);
  const discovered = await oauth.processDiscoveryResponse(
    issuer,
    await fetch(`${api.origin}/.well-known/oauth-authorization-server`),
  );
  const here = (endpoint?: string) => endpoint?.replace(issuer.origin, api.origin);
  expect(here(discovered.token_endpoint)).toBe(server.token_endpoint);
  expect(here(discovered.revocation_endpoint)).toBe(server.revocation_endpoint);
  expect(here(discovered.introspection_endpoint)).toBe(server.introspection_endpoint);
  expect(discovered.grant_types_supported).toEqual(expect.arrayContaining(["password", "refresh_token"]));
  expect(discovered.token_endpoint_auth_methods_supported).toContain("none");
});

test("introspects an access token with client authentication alone, and nothing else", async () => {
  const tokens = await grant(oauth.None(), STRONG_PASSWORD);
  const introspect = async (token: string, authentication: oauth.ClientAuth) =>
    oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, authentication, token, overHttp),
    );
  for (const authentication of [oauth.None(), oauth.ClientSecretBasic("any"), oauth.ClientSecretPost("any")]) {
    expect(await introspect(tokens.access_token, authentication)).toMatchObject({
      active: true,
      token_type: "access_token",
    });
    for (const other of [tokens.refresh_token ?? "", "never-made", `${tokens.access_token}x`])
      expect(await introspect(other, authentication)).toEqual({ active: false });
  }
});

test("a wrong password is the standard error", async () => {
  await expect(grant(oauth.None(), "wrong-password-1")).rejects.toMatchObject({ error: "invalid_grant", status: 400 });
});
