import type { ManagedUser } from "@/lib/data/managed-users";
import type { UserView } from "@/lib/schemas/users";

/** A user as administrators see one: chosen field by field, so that nothing secret can slip in. */
export function toUserView(user: ManagedUser): UserView {
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    full_name: user.fullName,
    role: user.role,
    status: user.status,
    is_active: user.status === "active",
    disabled: user.status !== "active",
    two_factor_enabled: user.twoFactorSince !== null,
    email_verified: user.emailVerifiedAt !== null,
    must_change_password: user.mustChangePassword,
    created_at: user.createdAt.toISOString(),
    last_sign_in_at: user.lastLogInAt?.toISOString() ?? null,
    deleted_at: user.deletedAt?.toISOString() ?? null,
  };
}
