import { padHashes } from "@/lib/domain/passwords/breached-hashes";
import { AppError } from "@/lib/errors";
import type { BreachedPasswordsParams, BreachedPasswordsReply } from "@/lib/schemas/breached-passwords";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { limit, type Budget } from "../limit";

// Enough for a household or an office, and too few to use this server as a copy of the breach service.
const REQUESTS_MAX = 30;
const WINDOW_SECONDS = 60;

/** Whether this server looks passwords up in known breaches; otherwise no page offers it. */
export function offersBreachCheck(context: Context): boolean {
  authorize(context, "passwords:generate");
  return context.settings.breachCheck !== "off";
}

/**
 * The breached passwords whose hashes begin with five given hex digits, so that a browser finds out about a password that
 * it doesn't send. Refused where the server doesn't check passwords against breaches.
 */
export async function listBreachedHashes(
  context: Context<"limits" | "passwords" | "random">,
  { prefix }: BreachedPasswordsParams,
): Promise<BreachedPasswordsReply> {
  authorize(context, "passwords:generate");
  if (context.settings.breachCheck === "off")
    throw new AppError("not_found", "This server doesn’t check passwords against breaches.");
  const budget: Budget = {
    name: "breached-hashes",
    key: context.request.network,
    requestsMax: REQUESTS_MAX,
    windowSeconds: WINDOW_SECONDS,
  };
  return limit(context, budget, async () => {
    const hashes = await context.breaches.listHashes(prefix.toUpperCase());
    if (hashes === null) throw new AppError("unavailable", "The breach service didn’t answer. Try again later.");
    return { hashes: padHashes(hashes, context.random) };
  });
}
