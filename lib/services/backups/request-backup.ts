import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Starts one of the server's own backups in the background. */
export async function requestBackup(context: Context<"writing" | "backups" | "system">): Promise<void> {
  authorize(context, "backups:request");
  const { machine } = await context.system.facts();
  if (machine.database.provider !== "sqlite")
    throw new AppError("not_implemented", "The server backs up only SQLite. Back up PostgreSQL with pg_dump.");
  await context.write((tx) => audit(context, tx, "backup.request", { targetId: null }));
  context.backUpSoon();
}
