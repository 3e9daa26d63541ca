import { type PendingFormContent, pendingFormContentSchema } from "@/lib/schemas/pending-forms";
import type { Context } from "../../context";

/** Sealed, because a form may hold personal data, which a backup would otherwise keep longer than ten minutes. */
export function sealContent({ secretBox }: Context<"secrets">, id: string, content: PendingFormContent): string {
  return secretBox.seal(JSON.stringify(content), boundTo(id));
}

/** Null when its key has been removed, or when another version of the server wrote it. */
export function openContent({ secretBox }: Context<"secrets">, id: string, sealed: string): PendingFormContent | null {
  const json = secretBox.open(sealed, boundTo(id));
  if (json === null) return null;
  return pendingFormContentSchema.safeParse(JSON.parse(json)).data ?? null;
}

function boundTo(id: string): string {
  return `pending-form:${id}`;
}
