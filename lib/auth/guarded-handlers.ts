import type { NextRequest } from "next/server";
import { handlers } from "./auth";

// What a browser needs of Auth.js. Its sign-in page, provider list, error page and the rest do not exist here.
const open: Record<"GET" | "POST", RegExp> = {
  GET: /^\/api\/auth\/(session|csrf)$/,
  POST: /^\/api\/auth\/(signout|callback\/credentials)$/,
};

/** Auth.js's route handlers behind a list of the few that answer. */
export const guardedHandlers = {
  GET: (request: NextRequest) => answer("GET", request),
  POST: (request: NextRequest) => answer("POST", request),
};

async function answer(method: "GET" | "POST", request: NextRequest): Promise<Response> {
  if (!open[method].test(request.nextUrl.pathname)) return nothing();
  const response = await handlers[method](request);
  // Some of Auth.js's responses can't be changed, so it is copied.
  const headers = new Headers(response.headers);
  headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}

function nothing(): Response {
  return Response.json(
    { detail: "There is nothing at this address." },
    { status: 404, headers: { "cache-control": "no-store" } },
  );
}
