import { readLogo } from "@/lib/web/pages/logo";

/** The operator's logo. Its Content-Security-Policy, which keeps an SVG from running scripts, is in next.config.ts. */
export async function GET(): Promise<Response> {
  const logo = await readLogo();
  if (logo === null) return new Response(null, { status: 404 });
  return new Response(logo.bytes, { headers: { "content-type": logo.type, "cache-control": "public, max-age=3600" } });
}
