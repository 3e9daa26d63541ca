import type { ManagedUser } from "@/lib/data/managed-users";
import type { UserRow } from "@/lib/data/users";
import type { Profile, SignedUp } from "@/lib/schemas/accounts";
import type { UserView } from "@/lib/schemas/users";

// Chosen field by field, so that no secret reaches a reply.

/** A user as administrators see one. */
export function toUserView(user: ManagedUser): UserView {
  return {
    ...toSharedFields(user),
    status: user.status,
    last_sign_in_at: user.lastLogInAt?.toISOString() ?? null,
    deleted_at: user.deletedAt?.toISOString() ?? null,
  };
}

/** A user's own profile. */
export function toProfile(user: UserRow): Profile {
  return { ...toSharedFields(user), password_changed_at: user.passwordChangedAt.toISOString() };
}

/** The reply to a sign-up that created an account. */
export function toSignedUp(user: UserRow): SignedUp {
  const { id, email, username, full_name, role, is_active, disabled } = toSharedFields(user);
  return { id, user_id: id, email, username, full_name, role, is_active, disabled, message: "User created" };
}

function toSharedFields(user: UserRow): Pick<UserView, keyof UserView & keyof Profile> {
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
    created_at: user.createdAt.toISOString(),
  };
}
