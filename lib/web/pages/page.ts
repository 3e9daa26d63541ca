import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { readSecretCookie } from "@/lib/auth/cookies";
import { permissionsByRole, type Permission } from "@/lib/domain/users/permissions";
import { isAppError } from "@/lib/errors";
import { getRuntime } from "@/lib/get-runtime";
import { routes } from "@/lib/routes";
import type { Actor, ServiceContext } from "@/lib/services/context";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";

export type UserContext = ServiceContext & { actor: Extract<Actor, { kind: "user" }> };

/** The context of a page or action: whose session the cookie names, checked against the live row. */
export async function createPageContext(requestId: string): Promise<ServiceContext> {
  const runtime = await getRuntime();
  const incoming = await headers();
  const context = runtime.createContext({
    id: requestId,
    ...runtime.clientOf(incoming.get("x-forwarded-for")),
    userAgent: incoming.get("user-agent"),
    deviceToken: await readSecretCookie("device"),
  });
  const token = await readSecretCookie("session");
  if (token !== null) context.actor = await identifyBrowser(context, { token });
  return context;
}

/** The same for all components of one page: the session is looked up once a request. */
export const readPageContext = cache(async (): Promise<ServiceContext> => {
  const runtime = await getRuntime();
  return createPageContext(runtime.nextRequestId());
});

// What is open to somebody who has to set up a second factor first.
const pathsBeforeTwoFactor = new Set([
  routes.security(),
  routes.addAuthenticator(),
  routes.recoveryCodes(),
  routes.changePassword(),
  routes.confirmPassword(),
]);

/**
 * For pages that need an account: leads to log-in, and back to `path`; to a new password first where one is due, then to
 * a second factor where the operator asks for one.
 */
export async function requireUser(path: string): Promise<UserContext> {
  const context = await readPageContext();
  const { actor } = context;
  if (actor.kind !== "user") redirect(routes.logIn(path));
  if (actor.mustChangePassword && path !== routes.changePassword()) redirect(routes.changePassword());
  if (actor.mustSetUpTwoFactor && !pathsBeforeTwoFactor.has(path.split("?")[0] ?? ""))
    redirect(routes.addAuthenticator());
  return { ...context, actor };
}

/** For pages of administration: whoever may not see one is told what a stranger to the product is, that there is no such page. */
export async function requirePermission(path: string, permission: Permission): Promise<UserContext> {
  const { actor } = await readPageContext();
  // Before anything else that requireUser() may lead to, so that a detour does not tell either.
  if (actor.kind === "user" && !permissionsByRole[actor.role].has(permission)) notFound();
  return requireUser(path);
}

/** Whether everything is open to whoever asks, with no new password and no second factor due first. */
export function isFullyLoggedIn({ actor }: ServiceContext): boolean {
  return actor.kind === "user" && !actor.mustChangePassword && !actor.mustSetUpTwoFactor;
}

/** Whether the way to administration is shown. */
export function mayAdminister(actor: Actor): boolean {
  return actor.kind === "user" && permissionsByRole[actor.role].has("users:read");
}

/** A page about a thing that is not there, or that is not this person's to see, is a page that does not exist. */
export async function orNotFound<Output>(work: () => Promise<Output>): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "validation")) notFound();
    throw error;
  }
}

/** For a page at `path` that shows what only a recent proof opens: leads to that proof, and back. */
export async function confirmFirst<Output>(path: string, work: Promise<Output>): Promise<Output> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === "reauthentication_required") redirect(routes.confirmPassword(path));
    throw error;
  }
}
