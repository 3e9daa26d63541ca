import { NextResponse, type NextRequest } from "next/server";
import { apiAliases } from "@/lib/api-routes";
import { getConfig } from "@/lib/config";
import { routes } from "@/lib/routes";
import {
  documentationContentSecurityPolicy,
  pageContentSecurityPolicy,
  transportHeaders,
} from "@/lib/web/http/headers";

const aliases = new Set(Object.values(apiAliases).flat());
const documentationPages = new Set([routes.documentation(), routes.reference()]);

/** Sets the Content-Security-Policy of each page, with a new nonce. Authorisation is not done here. */
export function proxy(request: NextRequest): NextResponse {
  const path = request.nextUrl.pathname.replace(/\/$/, "");
  // The tutorials' paths belong to the API, which has its own policy.
  if (aliases.has(path)) return NextResponse.next();
  // 128 bits in base64, as CSP requires.
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policyOf = documentationPages.has(path) ? documentationContentSecurityPolicy : pageContentSecurityPolicy;
  const policy = policyOf(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  // Next reads the nonce for its scripts from the request's policy; a policy sent by a client is overwritten.
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  for (const [name, value] of Object.entries(transportHeaders(getConfig()))) response.headers.set(name, value);
  return response;
}

export const config = {
  // Files and the API have fixed policies (next.config.ts); running the proxy for them would halve their speed.
  matcher: [
    "/((?!api/|api$|_next/static/|vendor/|documentation/|admin/mail/[^/]+/preview$|openapi\\.json/?$|icon\\.svg$|logo$|icons/|service-worker\\.js$|manifest\\.webmanifest$).*)",
  ],
};
