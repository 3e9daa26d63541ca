import { afterConfirmation } from "@/lib/routes";
import type { TextStream } from "@/lib/services/text-stream";
import { openStream, streamHeaders, toWebBody } from "@/lib/web/api/stream-body";
import { unlessFrozen, withReauthentication, type UserContext } from "./page";

/** A 403 for a cross-site request; null for a request from a page of this origin or from the address bar. */
export function refuseCrossSite(request: Request): Response | null {
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none" ? null : new Response(null, { status: 403 });
}

/**
 * Streams a file; if recent authentication is required, redirects to it, then to the page `from`, which says so and offers the download again. A frozen account gets a
 * 403 with the reason.
 */
export async function download(context: UserContext, from: string, work: Promise<TextStream>): Promise<Response> {
  const { output: stream, refusal } = await unlessFrozen(withReauthentication(afterConfirmation(from), work));
  if (stream === null) return new Response(refusal, { status: 403, headers: { "cache-control": "no-store" } });
  const chunks = await openStream(context, stream);
  return new Response(toWebBody(chunks), {
    headers: { ...streamHeaders(stream), "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}
