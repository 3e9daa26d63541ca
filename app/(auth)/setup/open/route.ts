import { writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";

/** Takes the secret out of the address before a page is shown. It uses nothing up, so that a preview of the link is harmless. */
export async function GET(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token");
  if (token !== null) await writeSecretCookie("setup", token);
  return new Response(null, { status: 303, headers: { location: routes.setup() } });
}
