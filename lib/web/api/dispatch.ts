import { apiRoutes } from "@/lib/api-routes";
import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import { apiHeaders } from "@/lib/web/http/headers";
import { answerOpenapi } from "@/lib/web/openapi/openapi";
import { handlers } from "@/lib/web/operations/handlers";
import { aliasesOf, type Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";
import { problemReply } from "./map-error";
import { answerMetrics } from "./metrics";
import { nothingHere, type ApiHandler, type ApiReply, type ApiRequest } from "./request-and-reply";
import { answerSecurityText } from "./security-text";

/** The handlers of one path, by method. */
export type Resource = {
  handlers: ReadonlyMap<string, ApiHandler>;
  allow: readonly string[];
  /** The id of each method's operation; none for a path that is no operation. */
  operationIds: ReadonlyMap<string, string>;
  /** False where the settings leave the path out. */
  isServed(runtime: Runtime): boolean;
};

/** A resource and the values of its path parameters. */
export type Match = { resource: Resource; params: Readonly<Record<string, string>> };

const noOperations: ReadonlyMap<string, string> = new Map();
const always = (): boolean => true;
const servesMetrics = ({ config }: Runtime): boolean => config.metrics.token !== null;
const { fixed, patterns } = collectResources(Object.values(operations));
const noParams: Match["params"] = {};

/** The resource at a path (canonical or alias), or null. One trailing slash is ignored. */
export function findResource(path: string): Match | null {
  const bare = path.endsWith("/") ? path.slice(0, -1) : path;
  const resource = fixed.get(path) ?? fixed.get(bare);
  if (resource !== undefined) return { resource, params: noParams };
  // Pages and files pass here too, so skip the regular expressions for them.
  if (!bare.startsWith("/api/") && !bare.startsWith("/users/")) return null;
  for (const pattern of patterns) {
    const found = pattern.path.exec(bare);
    if (found !== null) return { resource: pattern.resource, params: { ...found.groups } };
  }
  return null;
}

/** Whether the API answers at this path, with 404 at least; paths of Auth.js are excluded. */
export function isApiPath(path: string): boolean {
  return (path.startsWith("/api/") && !path.startsWith("/api/auth/")) || path === "/api";
}

/** Answers an API request: by its handler, or with OPTIONS, 405 or 404. */
export function dispatch(
  runtime: Runtime,
  request: ApiRequest,
  resource: Resource | undefined,
): ApiReply | Promise<ApiReply> {
  if (resource === undefined || !resource.isServed(runtime)) return refuse(request, nothingHere());
  const handler = resource.handlers.get(request.method);
  if (handler !== undefined) return handler(runtime, request);
  if (request.method === "OPTIONS") {
    return {
      status: 204,
      headers: { ...apiHeaders(request.id, "text/plain; charset=utf-8"), allow: resource.allow.join(", ") },
      body: "",
    };
  }
  const message = `Allowed methods: ${resource.allow.join(", ")}.`;
  return refuse(request, new AppError("method_not_allowed", message, { allow: resource.allow }));
}

function getAndHead(handler: ApiHandler): Map<string, ApiHandler> {
  return new Map([
    ["GET", handler],
    ["HEAD", handler],
  ]);
}

function refuse(request: ApiRequest, error: AppError): ApiReply {
  return problemReply(error, request.id, "path");
}

function collectResources(rows: readonly Operation[]): {
  fixed: ReadonlyMap<string, Resource>;
  patterns: { path: RegExp; resource: Resource }[];
} {
  // The paths that aren't operations.
  const byPath = new Map<string, Map<string, ApiHandler>>([
    [routes.openapi(), getAndHead(answerOpenapi)],
    [routes.securityText(), getAndHead(answerSecurityText)],
    [apiRoutes.metrics(), getAndHead(answerMetrics)],
  ]);
  const operationIds = new Map<string, Map<string, string>>();
  for (const row of rows) {
    for (const path of [row.path, ...aliasesOf(row)]) {
      const methods = byPath.get(path) ?? new Map<string, ApiHandler>();
      const handler = handlers[row.id as keyof typeof handlers];
      methods.set(row.method, handler);
      if (row.method === "GET") methods.set("HEAD", handler);
      byPath.set(path, methods);
      const ids = operationIds.get(path) ?? new Map<string, string>();
      ids.set(row.method, row.id);
      if (row.method === "GET") ids.set("HEAD", row.id);
      operationIds.set(path, ids);
    }
  }
  const all = [...byPath].map(([path, methods]) => ({
    path,
    resource: {
      handlers: methods,
      allow: [...methods.keys(), "OPTIONS"],
      operationIds: operationIds.get(path) ?? noOperations,
      isServed: path === apiRoutes.metrics() ? servesMetrics : always,
    },
  }));
  return {
    fixed: new Map(all.filter(({ path }) => !path.includes("{")).map(({ path, resource }) => [path, resource])),
    patterns: all
      .filter(({ path }) => path.includes("{"))
      .map(({ path, resource }) => ({ path: patternOf(path), resource })),
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}
