import { endAllSessions } from "../account-state/account-changes";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { manage } from "./shared/manage-user";

/** Signs somebody out everywhere, trusted browsers and half log-ins included. */
export async function endUserSessions(
  context: ServiceContext,
  { id }: { id: string },
): Promise<{ message: string; ended: number }> {
  const actor = authorizeUser(context, "users:end-sessions");
  const ended = await manage(context, actor, { id, actions: ["end-sessions"] }, (tx, target) =>
    endAllSessions(context, tx, target),
  );
  return { message: "All sessions ended", ended };
}
