import type { Permission } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";

export type AdminSection = "overview" | "users" | "invitations" | "audit-log" | "mail" | "system";

/** The sections of the administration, in the order of its navigation. */
export const adminSections: readonly { section: AdminSection; label: string; href: string; permission: Permission }[] =
  [
    { section: "overview", label: "Overview", href: routes.administration(), permission: "statistics:read" },
    { section: "users", label: "Users", href: routes.users(), permission: "users:read" },
    { section: "invitations", label: "Invitations", href: routes.invitations(), permission: "users:invite" },
    { section: "audit-log", label: "Audit log", href: routes.auditLog(), permission: "audit:read" },
    { section: "mail", label: "Mail", href: routes.outbox(), permission: "mail:administer" },
    { section: "system", label: "System", href: routes.system(), permission: "system:read" },
  ];
