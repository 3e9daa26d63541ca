import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { readSecretCookie } from "@/lib/auth/cookies";
import { permissionsByRole, type Permission } from "@/lib/domain/users/permissions";
import { isAppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import { REQUEST_ID_HEADER, type Runtime } from "@/lib/runtime";
import type { Actor, ServiceContext } from "@/lib/services/context";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { readPageRuntime } from "./page-runtime";

export type UserContext = ServiceContext & { actor: Extract<Actor, { kind: "user" }> };

/** The context of a page or action. The session is read from the database by the cookie's token. */
export async function createPageContext(requestId: string): Promise<ServiceContext> {
  const runtime = await readPageRuntime();
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

/** The same, cached for all components of one request. */
export const readPageContext = cache(newPageContext);

/** The same for a further step of an action, after a step that may have rotated the session. */
export async function newPageContext(): Promise<ServiceContext> {
  const runtime = await readPageRuntime();
  return createPageContext(await readRequestId(runtime));
}

/** The id of the request that Next is answering. */
export async function readRequestId(runtime: Runtime): Promise<string> {
  return runtime.requestIdOf((await headers()).get(REQUEST_ID_HEADER));
}

// The pages for a user who has to set up two-factor authentication first.
const pathsBeforeTwoFactor = new Set([
  routes.security(),
  routes.addAuthenticator(),
  routes.recoveryCodes(),
  routes.changePassword(),
  routes.changeEmail(),
  routes.confirmPassword(),
]);

/**
 * For pages that require a user: redirects to log-in (and back to `path`), to a required password change or to a required
 * two-factor set-up.
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

/** For pages of administration: a user without the permission gets 404. */
export async function requirePermission(path: string, permission: Permission): Promise<UserContext> {
  const { actor } = await readPageContext();
  // Before the redirects of requireUser(), which would reveal that the page exists.
  if (actor.kind === "user" && !permissionsByRole[actor.role].has(permission)) notFound();
  return requireUser(path);
}

/** Whether a user is logged in who needs neither a password change nor a two-factor set-up first. */
export function isFullyLoggedIn({ actor }: ServiceContext): boolean {
  return actor.kind === "user" && !actor.mustChangePassword && !actor.mustSetUpTwoFactor;
}

/** Whether links to administration are shown. */
export function mayAdminister(actor: Actor): boolean {
  return actor.kind === "user" && permissionsByRole[actor.role].has("users:read");
}

/** Shows 404 if the service throws `not_found` or `validation`. */
export async function loadOrNotFound<Output>(work: () => Promise<Output>): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "validation")) notFound();
    throw error;
  }
}

/** For a service that requires recent authentication: redirects to it, then back to `path`. */
export async function withReauthentication<Output>(path: string, work: Promise<Output>): Promise<Output> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === "reauthentication_required")
      redirect(routes.confirmPassword({ next: path }));
    throw error;
  }
}

/** For a service that refuses for a day after "This wasn't me": its output, or the sentence for the user. */
export async function unlessFrozen<Output>(
  work: Promise<Output>,
): Promise<{ output: Output; refusal: null } | { output: null; refusal: string }> {
  try {
    return { output: await work, refusal: null };
  } catch (error) {
    if (isAppError(error) && error.code === "changes_frozen") return { output: null, refusal: error.message };
    throw error;
  }
}
