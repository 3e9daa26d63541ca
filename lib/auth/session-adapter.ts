import type { Adapter, AdapterSession, AdapterUser } from "@auth/core/adapters";
import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { logOut } from "@/lib/services/sessions/log-out";

/**
 * Auth.js's Prisma adapter for reading, with everything that concerns sessions handed to our services: they hash the
 * token, check the live row and write through the one write function. Auth.js never makes or moves a session itself.
 */
export function createSessionAdapter(runtime: Runtime, createContext: () => Promise<ServiceContext>): Adapter {
  // Its methods that write are there because Auth.js insists on them, and have only the reading connection to fail on:
  // users are made by sign-up, sessions by a ticket.
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
    // Auth.js would slide the expiry; ours is absolute, and idleness is judged by the row.
    updateSession: async () => null,
    createSession: async () => {
      throw new Error("Sessions are made by redeeming a ticket.");
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
