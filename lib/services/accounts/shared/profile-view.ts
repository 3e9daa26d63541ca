import type { UserRow } from "@/lib/data/users";
import type { Profile, SignedUp } from "@/lib/schemas/accounts";

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
    email_verified: user.emailVerifiedAt !== null,
    two_factor_enabled: user.twoFactorSince !== null,
    must_change_password: user.mustChangePassword,
    password_changed_at: user.passwordChangedAt.toISOString(),
    created_at: user.createdAt.toISOString(),
  };
}

/** The answer to a sign-up that made an account. */
export function toSignedUp(user: UserRow): SignedUp {
  const { id, email, username, full_name, role, is_active, disabled } = toProfile(user);
  return { id, user_id: id, email, username, full_name, role, is_active, disabled, message: "User created" };
}
