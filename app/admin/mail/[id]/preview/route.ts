import { routes } from "@/lib/routes";
import { mailIdSchema } from "@/lib/schemas/outbox";
import { readMail } from "@/lib/services/mail/read-mail";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";

type Parameters = { params: Promise<{ id: string }> };

/** The masked message for the preview frame. The content security policy in next.config.ts blocks scripts. */
export async function GET(_request: Request, { params }: Parameters): Promise<Response> {
  const { id } = await params;
  const context = await requirePermission(routes.mail(id), "mail:administer");
  const { html } = await loadOrNotFound(async () => readMail(context, parseInput(mailIdSchema, { id })));
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}
