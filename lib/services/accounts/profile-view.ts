import type { UserRow } from "@/lib/data/users";
import type { Profile } from "@/lib/schemas/accounts";

/** A person as a reply shows them: chosen field by field, so that nothing secret can slip in. */
export function toProfile(user: UserRow): Profile {
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    full_name: user.fullName,
    role: user.role,
    is_active: user.status === "active",
    disabled: user.status !== "active",
    two_factor_enabled: user.twoFactorSince !== null,
    must_change_password: user.mustChangePassword,
    password_changed_at: user.passwordChangedAt.toISOString(),
    created_at: user.createdAt.toISOString(),
  };
}
