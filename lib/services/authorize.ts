import {
  anonymousPermissions,
  operatorPermissions,
  permissionsBeforePasswordChange,
  permissionsByRole,
  type Permission,
} from "@/lib/domain/users/permissions";
import { AppError } from "@/lib/errors";
import type { Actor, ServiceContext } from "./context";

export type SignedInActor = Extract<Actor, { kind: "user" }>;

// ASVS 7.5.1 asks for a fresh proof before sensitive changes; ten minutes span one visit to the settings.
const REAUTHENTICATION_SECONDS = 10 * 60;

/** Refuses with `unauthorized`, `forbidden` or `password_change_required` unless the actor holds the permission. */
export function authorize(context: ServiceContext, permission: Permission): void {
  const { actor } = context;
  if (actor.kind === "anonymous") {
    if (anonymousPermissions.has(permission)) return;
    throw new AppError("unauthorized", "Log in first.");
  }
  if (actor.kind === "operator") {
    if (operatorPermissions.has(permission)) return;
    throw new AppError("forbidden", "No command does this.");
  }
  if (!permissionsByRole[actor.role].has(permission)) throw new AppError("forbidden", "You are not allowed to do this.");
  if (actor.mustChangePassword && !permissionsBeforePasswordChange.has(permission)) {
    throw new AppError("password_change_required", "Choose a new password first.");
  }
}

/** The same for what only somebody signed in can do; gives the actor, so that identity never comes from the input. */
export function authorizeUser(context: ServiceContext, permission: Permission): SignedInActor {
  authorize(context, permission);
  if (context.actor.kind === "user") return context.actor;
  throw new AppError("unauthorized", "Log in first.");
}

/** Refuses with `reauthentication_required` unless the password was proven in this session within ten minutes. */
export function requireRecentAuthentication(context: ServiceContext, actor: SignedInActor): void {
  const age = context.now().getTime() - actor.authenticatedAt.getTime();
  if (age < REAUTHENTICATION_SECONDS * 1000) return;
  throw new AppError("reauthentication_required", "Confirm your password to do this.");
}
