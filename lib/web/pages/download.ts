import type { TextStream } from "@/lib/services/text-stream";
import { openStream, streamHeaders, toWebBody } from "@/lib/web/api/stream-body";
import { confirmFirst, type UserContext } from "./page";

/** The refusal of a download that another site's page set off; null where our own pages or the address bar asked for it. */
export function refuseForeign(request: Request): Response | null {
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none" ? null : new Response(null, { status: 403 });
}

/** A file that is sent as it is made; where a recent proof is wanted first, it leads there, and then to the page `from`. */
export async function download(context: UserContext, from: string, work: Promise<TextStream>): Promise<Response> {
  const stream = await confirmFirst(from, work);
  const pieces = await openStream(context, stream);
  return new Response(toWebBody(pieces), {
    headers: { ...streamHeaders(stream), "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}
