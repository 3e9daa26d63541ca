import { writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";

/** Moves the token from the URL to a cookie. */
export async function GET(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token");
  if (token !== null) await writeSecretCookie("setup", token);
  return new Response(null, { status: 303, headers: { location: routes.setup() } });
}
