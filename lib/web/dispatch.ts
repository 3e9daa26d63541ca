import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import type { ApiHandler, ApiReply, ApiRequest } from "./api-types";
import { handlers } from "./handlers";
import { apiHeaders } from "./headers";
import { problemReply } from "./map-error";
import { answerOpenapi } from "./openapi";
import { aliasesOf, operations, type Operation } from "./operations";

/** What answers at one path: a handler a method. */
export type Resource = { handlers: ReadonlyMap<string, ApiHandler>; allow: readonly string[] };

const resources = collectResources(Object.values(operations));

/** The resource at a path (canonical or alias), or null when the API has none there. One trailing slash is forgiven. */
export function findResource(path: string): Resource | null {
  return resources.get(path) ?? (path.endsWith("/") ? (resources.get(path.slice(0, -1)) ?? null) : null);
}

/** Everything below `/api/` but Auth.js is the API's to answer, also with a 404 of its own. */
export function isApiPath(path: string): boolean {
  return (path.startsWith("/api/") && !path.startsWith("/api/auth/")) || path === "/api";
}

/** Answers a request for a path of the API: its handler, OPTIONS, 405 with Allow, or 404. */
export function dispatch(runtime: Runtime, request: ApiRequest, resource: Resource | null): ApiReply | Promise<ApiReply> {
  if (resource === null) return refuse(request, new AppError("not_found", "There is nothing at this address."));
  const handler = resource.handlers.get(request.method);
  if (handler !== undefined) return handler(runtime, request);
  if (request.method === "OPTIONS") {
    return { status: 204, headers: { ...apiHeaders(request.id, "text/plain; charset=utf-8"), allow: resource.allow.join(", ") }, body: "" };
  }
  const message = `This address answers ${resource.allow.join(", ")}.`;
  return refuse(request, new AppError("method_not_allowed", message, { allow: resource.allow }));
}

function bothReadMethods(handler: ApiHandler): Map<string, ApiHandler> {
  return new Map([
    ["GET", handler],
    ["HEAD", handler],
  ]);
}

function refuse(request: ApiRequest, error: AppError): ApiReply {
  return problemReply(error, request.id, "path");
}

function collectResources(rows: readonly Operation[]): ReadonlyMap<string, Resource> {
  // The API's own description is the one address that it does not list.
  const byPath = new Map([[routes.openapi() as string, bothReadMethods(answerOpenapi)]]);
  for (const row of rows) {
    for (const path of [row.path, ...aliasesOf(row)]) {
      const methods = byPath.get(path) ?? new Map<string, ApiHandler>();
      const handler = handlers[row.id as keyof typeof handlers];
      methods.set(row.method, handler);
      if (row.method === "GET") methods.set("HEAD", handler);
      byPath.set(path, methods);
    }
  }
  return new Map([...byPath].map(([path, methods]) => [path, { handlers: methods, allow: [...methods.keys(), "OPTIONS"] }]));
}
