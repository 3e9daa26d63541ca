import type { NextRequest } from "next/server";
import { handlers } from "./auth";

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
  if (!allowed[method].test(request.nextUrl.pathname)) return notFound();
  const response = await handlers[method](request);
  // Copied, because some responses of Auth.js are immutable.
  const headers = new Headers(response.headers);
  headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}

function notFound(): Response {
  return Response.json(
    { detail: "There is nothing at this address." },
    { status: 404, headers: { "cache-control": "no-store" } },
  );
}
