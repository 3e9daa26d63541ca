import type { Readiness } from "@/lib/schemas/health";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { probeDatabase } from "./shared/probe-database";

/** Whether the service can work: the database must answer; the mail transport is reported too. */
export async function checkReadiness(context: Context<"writing" | "random" | "mail" | "probing">): Promise<Readiness> {
  authorize(context, "health:read");
  return { status: "ready", database: await probeDatabase(context), mail: context.mailer.transport };
}
