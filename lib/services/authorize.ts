import {
  anonymousPermissions,
  operatorPermissions,
  permissionsBeforePasswordChange,
  permissionsBeforeTwoFactor,
  permissionsByRole,
  type Permission,
} from "@/lib/domain/users/permissions";
import { AppError } from "@/lib/errors";
import type { Actor, Context, ServiceContext } from "./context";

export type UserActor = Extract<Actor, { kind: "user" }>;

// ASVS 7.5.1 requires re-authentication before sensitive changes; ten minutes cover one visit to the settings.
const REAUTHENTICATION_SECONDS = 10 * 60;

/**
 * Refuses with `unauthorized`, `forbidden`, `password_change_required` or `two_factor_required` unless the actor has
 * the permission.
 */
export function authorize(context: Pick<ServiceContext, "actor">, permission: Permission): void {
  const { actor } = context;
  if (actor.kind === "anonymous") {
    if (anonymousPermissions.has(permission)) return;
    throw new AppError("unauthorized", "Log in first.");
  }
  if (actor.kind === "operator") {
    if (operatorPermissions.has(permission)) return;
    throw new AppError("forbidden", "There is no command for this.");
  }
  if (!permissionsByRole[actor.role].has(permission))
    throw new AppError("forbidden", "You are not allowed to do this.");
  if (actor.mustChangePassword && !permissionsBeforePasswordChange.has(permission)) {
    throw new AppError("password_change_required", "Choose a new password first.");
  }
  if (actor.mustSetUpTwoFactor && !permissionsBeforeTwoFactor.has(permission)) {
    throw new AppError("two_factor_required", "Set up two-factor authentication first: this server requires it.");
  }
}

/** The same for users only; returns the actor, so that identity never comes from the input. */
export function authorizeUser(context: Context, permission: Permission): UserActor {
  authorize(context, permission);
  if (context.actor.kind === "user") return context.actor;
  throw new AppError("unauthorized", "Log in first.");
}

/**
 * Refuses with `changes_frozen` for a day after "This wasn't me", and with `reauthentication_required` unless the
 * password, and the second factor if there is one, were verified in this session within ten minutes.
 */
export function requireRecentAuthentication(context: Context, actor: UserActor): void {
  requireNotFrozen(context, actor);
  if (hasRecentAuthentication(context, actor)) return;
  throw new AppError(
    "reauthentication_required",
    actor.profile.twoFactorSince !== null
      ? "Confirm your password and a code to do this."
      : "Confirm your password to do this.",
  );
}

/** Refuses with `changes_frozen` for a day after "This wasn't me", unless a mailed reset link lifted it. */
export function requireNotFrozen(context: Context, actor: UserActor): void {
  const { frozenUntil } = actor.profile;
  if (frozenUntil === null || frozenUntil <= context.now()) return;
  throw new AppError(
    "changes_frozen",
    `You can't do this until ${frozenUntil.toISOString().slice(0, 16).replace("T", " ")} UTC, because the owner of this account reported activity that wasn't theirs. If you are the owner, request a password reset to lift this.`,
  );
}

/** Whether re-authentication is recent: lets a page ask for it before the form is filled in. */
export function hasRecentAuthentication(context: Context, actor: UserActor): boolean {
  const isRecent = (at: Date | null): boolean =>
    at !== null && context.now().getTime() - at.getTime() < REAUTHENTICATION_SECONDS * 1000;
  return isRecent(actor.authenticatedAt) && (actor.profile.twoFactorSince === null || isRecent(actor.secondFactorAt));
}
