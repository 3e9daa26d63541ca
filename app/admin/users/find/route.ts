import { routes } from "@/lib/routes";
import { findUsersSchema } from "@/lib/schemas/users";
import { findUsers } from "@/lib/services/users/find-users";
import { refuseCrossSite } from "@/lib/web/pages/download";
import { requirePermission } from "@/lib/web/pages/page";

/** The users that a picker offers while someone types. */
export async function GET(request: Request): Promise<Response> {
  const refusal = refuseCrossSite(request);
  if (refusal !== null) return refusal;

  const context = await requirePermission(routes.users(), "users:read");
  const query = findUsersSchema.safeParse({ q: new URL(request.url).searchParams.get("q") });
  const found = query.success ? await findUsers(context, query.data) : { items: [] };
  return Response.json(found, { headers: { "cache-control": "no-store" } });
}
