import { apiRoutes } from "@/lib/api-routes";
import { countOf, PREFIX_LENGTH } from "@/lib/domain/passwords/breached-hashes";
import type { BreachedPasswordsReply } from "@/lib/schemas/breached-passwords";

export type BreachOutcome = { kind: "counted"; count: number } | { kind: "busy" | "unavailable" | "unreachable" };

/** Browsers hash only on pages over https and on localhost. */
export function canHash(): boolean {
  return (crypto as Partial<Crypto>).subtle !== undefined;
}

/** Looks a password up in known breaches. Of its hash, only the first five of 40 digits leave the browser. */
export async function checkBreaches(password: string): Promise<BreachOutcome> {
  const hash = await sha1(password);
  try {
    const reply = await fetch(apiRoutes.breachedPasswords().replace("{prefix}", hash.slice(0, PREFIX_LENGTH)), {
      credentials: "omit",
    });
    if (reply.status === 429) return { kind: "busy" };
    if (!reply.ok) return { kind: "unavailable" };
    // The server validates its replies against the same schema.
    const { hashes } = (await reply.json()) as BreachedPasswordsReply;
    return { kind: "counted", count: countOf(hash, hashes) };
  } catch {
    return { kind: "unreachable" };
  }
}

async function sha1(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text)));
  return [...digest]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
