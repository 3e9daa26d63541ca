import { findManagedUser } from "@/lib/data/managed-users";
import { AppError } from "@/lib/errors";
import type { CreatedUser, CreateUserInput } from "@/lib/schemas/users";
import { asTaken, createAccount } from "../account-state/create-account";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { drawTemporaryPassword } from "./shared/draw-temporary-password";
import { requireActiveActor } from "./shared/manage-user";
import { toUserView } from "../accounts/shared/user-view";

/**
 * Creates an account with a temporary password, sent or generated. The user has to change it at the first log-in, so
 * that no administrator knows a lasting password; that is why the password rules don't apply to it.
 */
export async function createUser(
  context: Context<"writing" | "random" | "passwords">,
  { email, username, full_name: fullName, role = "user", password }: CreateUserInput,
): Promise<CreatedUser> {
  const actor = authorizeUser(context, "users:create");
  if (role !== "user") requireRecentAuthentication(context, actor);
  const temporaryPassword = password ?? drawTemporaryPassword(context);
  const passwordHash = await context.hasher.hash(temporaryPassword);
  const id = context.newId();
  const account = {
    id,
    email: email.address,
    normalizedEmail: email.normalized,
    username: username ?? null,
    fullName: fullName || null,
    passwordHash,
    breachCheckDue: false,
    mustChangePassword: true,
    role,
    isEmailVerified: false,
  };
  try {
    const created = await context.write(async (tx) => {
      if ((await requireActiveActor(tx, actor)).role !== "admin")
        throw new AppError("forbidden", "You are not allowed to do this.");
      await createAccount(context, tx, account, { action: "user.create" });
      return findManagedUser(tx, id);
    });
    if (created === null) throw new Error("The new account is missing.");
    return {
      ...toUserView(created),
      user_id: id,
      ...(password === undefined && { temporary_password: temporaryPassword }),
      message: "User created",
    };
  } catch (error) {
    throw asTaken(error);
  }
}
