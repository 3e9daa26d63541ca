import type { Adapter, AdapterSession, AdapterUser } from "@auth/core/adapters";
import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { logOut } from "@/lib/services/sessions/log-out";

/**
 * The Prisma adapter of Auth.js, with the session methods replaced by our services, which hash the token, check the row
 * and write through `write()`. Auth.js itself never creates or extends a session.
 */
export function createSessionAdapter(runtime: Runtime, createContext: () => Promise<ServiceContext>): Adapter {
  // The adapter's other write methods aren't used, and would fail on the read-only connection.
  const base = PrismaAdapter(runtime.database.reader as unknown as Parameters<typeof PrismaAdapter>[0]);
  return {
    ...base,
    getSessionAndUser: async (sessionToken) => {
      const context = await createContext();
      const actor = await identifyBrowser(context, { token: sessionToken });
      if (actor.kind !== "user" || actor.sessionKind !== "browser") return null;
      const session: AdapterSession = { sessionToken, userId: actor.userId, expires: sessionEnd(runtime) };
      const user: AdapterUser = { id: actor.userId, email: "", emailVerified: null };
      return { session, user };
    },
    // Auth.js would extend the expiry; ours is absolute, and the idle time-out is checked by identifyBrowser.
    updateSession: async () => null,
    createSession: async () => {
      throw new Error("Only redeeming a ticket creates a session.");
    },
    deleteSession: async (sessionToken) => {
      const context = await createContext();
      const actor = await identifyBrowser(context, { token: sessionToken });
      if (actor.kind === "user") await logOut({ ...context, actor });
      return null;
    },
  };
}

function sessionEnd(runtime: Runtime): Date {
  return new Date(Date.now() + runtime.config.sessionAbsoluteDays * 24 * 60 * 60 * 1000);
}
