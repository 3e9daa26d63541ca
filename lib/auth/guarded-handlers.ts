import { NextRequest } from "next/server";
import { getRuntime } from "@/lib/get-runtime";
import { handlers } from "./auth";
import { cleanAuthRequest, readAuthForm } from "./clean-request";

// The routes of Auth.js that browsers need. All others, such as its log-in page and provider list, are 404.
const allowed: Record<"GET" | "POST", RegExp> = {
  GET: /^\/api\/auth\/(session|csrf)$/,
  POST: /^\/api\/auth\/(signout|callback\/credentials)$/,
};

/** The route handlers of Auth.js, for the allowed routes only. */
export const guardedHandlers = {
  GET: (request: NextRequest) => answer("GET", request),
  POST: (request: NextRequest) => answer("POST", request),
};

async function answer(method: "GET" | "POST", request: NextRequest): Promise<Response> {
  const path = request.nextUrl.pathname;
  if (!allowed[method].test(path)) return refuse(404, "There is nothing at this address.");
  const form = method === "POST" ? await readAuthForm(request) : undefined;
  if (form === null) return refuse(400, "The form could not be read.");
  const { config } = await getRuntime();
  const clean = cleanAuthRequest({
    publicOrigin: config.publicOrigin,
    path,
    cookies: (name) => request.cookies.get(name)?.value,
    wantsJson: request.headers.has("x-auth-return-redirect"),
    ...(form !== undefined && { form }),
  });
  const response = await handlers[method](new NextRequest(clean));
  // Copied, because some responses of Auth.js are immutable.
  const headers = new Headers(response.headers);
  headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}

function refuse(status: number, detail: string): Response {
  return Response.json({ detail }, { status, headers: { "cache-control": "no-store" } });
}
