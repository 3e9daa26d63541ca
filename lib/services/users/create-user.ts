import { isAddressKept } from "@/lib/data/email-changes";
import { findManagedUser } from "@/lib/data/managed-users";
import { createUser as saveUser } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { CreatedUser, CreateUserInput } from "@/lib/schemas/users";
import { asTaken, emailTaken } from "../accounts/shared/create-account";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { ServiceContext } from "../context";
import { drawTemporaryPassword } from "./shared/draw-temporary-password";
import { requireActiveActor } from "./shared/manage-user";
import { toUserView } from "./shared/user-view";

/**
 * Makes an account for somebody. Its password, sent or made here, is good until the first log-in changes it, so that
 * no administrator knows a lasting one; that is why it is not judged as one either.
 */
export async function createUser(
  context: ServiceContext,
  { email, username, full_name: fullName, role = "user", password }: CreateUserInput,
): Promise<CreatedUser> {
  const actor = authorizeUser(context, "users:create");
  if (role !== "user") requireRecentAuthentication(context, actor);
  const temporaryPassword = password ?? drawTemporaryPassword(context);
  const passwordHash = await context.hasher.hash(temporaryPassword);
  const id = context.newId();
  const user = {
    id,
    email: email.address,
    normalizedEmail: email.normalized,
    username: username ?? null,
    fullName: fullName || null,
    passwordHash,
    role,
  };
  try {
    const created = await context.write(async (tx) => {
      if ((await requireActiveActor(tx, actor)).role !== "admin")
        throw new AppError("forbidden", "You are not allowed to do this.");
      if (await isAddressKept(tx, email.normalized, { exceptFor: null, now: context.now() })) throw emailTaken();
      await saveUser(tx, { ...user, breachCheckDue: false, mustChangePassword: true }, context.now());
      await audit(context, tx, "user.create", {
        targetId: id,
        details: { after: { email: user.email, username: user.username, role } },
      });
      return findManagedUser(tx, id);
    });
    if (created === null) throw new Error("What was just made is not there.");
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
