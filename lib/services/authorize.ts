import { AppError } from "@/lib/errors";
import type { Actor, ServiceContext } from "./context";

/** What an actor may do. Each service names one; the table below says who holds it. */
export type Permission = "passwords:generate" | "health:read" | "appearance:choose";

const permissionsByKind: Record<Actor["kind"], ReadonlySet<Permission>> = {
  anonymous: new Set(["passwords:generate", "health:read", "appearance:choose"]),
};

/** Refuses with `forbidden` unless the actor holds the permission. Every service begins with it. */
export function authorize(context: ServiceContext, permission: Permission): void {
  if (permissionsByKind[context.actor.kind].has(permission)) return;
  throw new AppError("forbidden", "You are not allowed to do this.");
}
