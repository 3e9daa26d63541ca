import { routes } from "@/lib/routes";

/** Where password managers look for the page (https://w3c.github.io/webappsec-change-password-url/). */
export function GET(): Response {
  return new Response(null, { status: 302, headers: { location: routes.changePassword() } });
}
