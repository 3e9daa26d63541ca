import { AppError } from "@/lib/errors";
import type { Context } from "../../context";

/** Refuses unless this is a development server that stores its mail. */
export function requireLocalInbox({ settings, mailer }: Context<"mail">): void {
  if (!settings.development || mailer.transport !== "outbox") throw new AppError("not_found", "There is no such page.");
}
