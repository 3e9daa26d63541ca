import type { DatabaseProvider } from "@/lib/data/database-location";
import type { Runtime } from "@/lib/runtime";
import { copyDatabase } from "./databases";
import { createTestRuntime } from "./test-runtime";
import { listen } from "./test-server";
import { findWrongAuditDetails } from "./wrong-audit-details";

type Reply = { status: number; headers: Headers; body: any }; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into replies of every shape

export type ApiClient = {
  runtime: Awaited<ReturnType<typeof createTestRuntime>>["runtime"];
  origin: string;
  get(path: string, token?: string): Promise<Reply>;
  send(method: string, path: string, body?: unknown, token?: string, address?: string): Promise<Reply>;
  form(path: string, fields: Record<string, string>, token?: string): Promise<Reply>;
  /** Signs up and logs in. */
  person(
    name: string,
    password?: string,
  ): Promise<{ id: string; email: string; password: string; access: string; refresh: string }>;
  dispose(): Promise<void>;
};

export const STRONG_PASSWORD = "violet-anchor-73-meadow";

/** The API on its own socket over an empty database, as an API client sees it. */
export async function createApiClient(
  provider: DatabaseProvider,
  environment: Record<string, string> = {},
  options: { now?: () => Date } = {},
): Promise<ApiClient> {
  const copy = await copyDatabase(provider);
  const databaseUrl = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
  const { runtime, dispose } = await createTestRuntime(
    { DATABASE_URL: databaseUrl, TRUSTED_PROXIES: "127.0.0.1", ...environment },
    options,
  );
  const client = await serveApi(runtime);
  return {
    ...client,
    dispose: async () => {
      await client.close();
      const wrong = await findWrongAuditDetails(runtime.database);
      await dispose();
      await copy.remove();
      if (wrong.length > 0) throw new Error(`Audit events with details of another shape: ${wrong.join(", ")}`);
    },
  };
}

/** The API of a runtime on its own socket. */
export async function serveApi(runtime: Runtime): Promise<Omit<ApiClient, "dispose"> & { close(): Promise<void> }> {
  const server = await listen(runtime);

  let people = 0;
  async function request(path: string, init: RequestInit, token?: string, address?: string): Promise<Reply> {
    const headers = {
      ...init.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(address !== undefined && { "x-forwarded-for": address }),
    };
    const reply = await fetch(server.origin + path, { ...init, headers });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: text === "" ? null : JSON.parse(text) };
  }

  const client: Awaited<ReturnType<typeof serveApi>> = {
    runtime,
    origin: server.origin,
    get: (path, token) => request(path, {}, token),
    send: (method, path, body, token, address) =>
      request(
        path,
        {
          method,
          ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
        },
        token,
        address,
      ),
    form: (path, fields, token) =>
      request(
        path,
        {
          method: "POST",
          body: new URLSearchParams(fields).toString(),
          headers: { "content-type": "application/x-www-form-urlencoded" },
        },
        token,
      ),
    person: async (name, password = STRONG_PASSWORD) => {
      const email = `${name}@example.org`;
      // Each from its own network, because sign-ups are rate limited by network.
      people += 1;
      const address = `10.${100 + (people >> 8)}.${people & 255}.1`;
      const signedUp = await client.send(
        "POST",
        "/api/v1/users/register",
        { email, username: name, password },
        undefined,
        address,
      );
      if (signedUp.status !== 201)
        throw new Error(`Sign-up answered ${signedUp.status}: ${JSON.stringify(signedUp.body)}`);
      const loggedIn = await client.send("POST", "/api/v1/users/login", { email, password });
      return {
        id: signedUp.body.id,
        email,
        password,
        access: loggedIn.body.access_token,
        refresh: loggedIn.body.refresh_token,
      };
    },
    close: server.close,
  };
  return client;
}
