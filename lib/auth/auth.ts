import { Auth, raw, skipCSRFCheck } from "@auth/core";
import NextAuth, { type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getRuntime } from "@/lib/get-runtime";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createAuthContext } from "./auth-context";
import { cleanAuthRequest } from "./clean-request";
import { cookieName, cookieOptions, isSecure, readSecretCookie } from "./cookies";
import { isRefusal } from "./refusals";
import { createSessionAdapter } from "./session-adapter";

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Auth.js manages the browser's session cookie. The only credential that it accepts is a single-use ticket from our log-in,
 * and the session is the row that `redeemLogInTicket` creates. Configured lazily, so that a build opens no database.
 */
export const { handlers } = NextAuth(createAuthConfig);

/**
 * Runs an action of Auth.js for this browser and returns the value of its new session cookie, if it sets one. The signIn
 * and signOut of next-auth would pass on the browser's headers, of which a broken Referer or cookie makes them fail.
 */
export async function runAuthAction(
  action: "callback/credentials" | "signout",
  fields: Record<string, string> = {},
): Promise<string | null> {
  const { config } = await getRuntime();
  const sessionToken = action === "signout" ? await readSecretCookie("session") : null;
  const sessionCookie = cookieName("session", await isSecure());
  const request = cleanAuthRequest({
    publicOrigin: config.publicOrigin,
    path: `/api/auth/${action}`,
    cookies: (name) => (name === sessionCookie ? (sessionToken ?? undefined) : undefined),
    form: new URLSearchParams(fields),
  });
  const reply = await Auth(request, { ...(await createAuthConfig()), raw, skipCSRFCheck });
  return reply.cookies?.find(({ name }) => name === sessionCookie)?.value || null;
}

async function createAuthConfig(): Promise<NextAuthConfig> {
  const runtime = await getRuntime();
  const secure = await isSecure();
  const options = cookieOptions(secure);
  const maxAge = runtime.config.sessionAbsoluteDays * DAY_SECONDS;
  return {
    basePath: "/api/auth",
    // `session.strategy` must stay unset: the adapter makes it "database", but Auth.js refuses credentials if that is set explicitly.
    adapter: createSessionAdapter(runtime, createAuthContext),
    secret: [...runtime.authSecrets],
    trustHost: true,
    useSecureCookies: secure,
    session: { maxAge },
    cookies: {
      sessionToken: { name: cookieName("session", secure), options },
      csrfToken: { name: cookieName("csrf", secure), options },
      callbackUrl: { name: cookieName("callback", secure), options },
    },
    providers: [
      Credentials({
        credentials: { ticket: {} },
        authorize: async ({ ticket }) => {
          if (typeof ticket !== "string" || ticket.length > 100) return null;
          const session = await redeemLogInTicket(await createAuthContext(), { ticket });
          return session && { id: session.userId, sessionToken: session.sessionToken };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({
        ...token,
        ...("sessionToken" in (user ?? {}) && { sessionToken: Reflect.get(user, "sessionToken") }),
      }),
      // Sent to scripts, so without the row, which holds the token's hash.
      session: ({ session, user }) => ({ expires: session.expires, user: { id: user.id } }),
    },
    jwt: {
      // For credentials, Auth.js stores the returned value in the cookie: the session's opaque token.
      encode: async ({ token }) => {
        const sessionToken: unknown = token?.["sessionToken"];
        if (typeof sessionToken !== "string") throw new Error("A session requires a ticket.");
        return sessionToken;
      },
    },
    pages: { signIn: "/log-in", signOut: "/", error: "/log-in" },
    logger: {
      error: (error) => {
        if (!isRefusal(error)) runtime.logger.error({ cause: error }, "Auth.js");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
