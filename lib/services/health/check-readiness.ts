import { AppError } from "@/lib/errors";
import type { Readiness } from "@/lib/schemas/health";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { probeDatabase } from "./shared/probe-database";

/** Whether the server takes requests: it has started, and the database answers. The mail transport is reported too. */
export async function checkReadiness(
  context: Context<"writing" | "random" | "mail" | "probing" | "system">,
): Promise<Readiness> {
  authorize(context, "health:read");
  if (!context.system.isServing())
    throw new AppError("unavailable", "The server is starting or stopping.", { retryAfterSeconds: 1 });
  return { status: "ready", database: await probeDatabase(context), mail: context.mailer.transport };
}
