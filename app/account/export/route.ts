import { routes } from "@/lib/routes";
import { exportAccount } from "@/lib/services/accounts/export-account";
import { refuseCrossSite } from "@/lib/web/pages/download";
import { requireUser } from "@/lib/web/pages/page";

/** Refuses requests from other sites, so that they can't start the download. */
export async function GET(request: Request): Promise<Response> {
  const refusal = refuseCrossSite(request);
  if (refusal !== null) return refusal;

  const context = await requireUser(routes.account());
  const account = await exportAccount(context);
  return new Response(JSON.stringify(account, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="latchkey-account.json"',
      "cache-control": "no-store",
    },
  });
}
