import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ServiceContext } from "@/lib/services/context";
import { LOCAL_HEADER } from "@/lib/web/http/local-request";
import { operatorContext } from "@/lib/web/server-context";
import { readPageRuntime } from "./page-runtime";

/** For pages that only a developer on this machine may see; all other requests, and all requests in production, get 404. */
export async function requireLocalDeveloper(): Promise<ServiceContext> {
  const runtime = await readPageRuntime();
  const mark = (await headers()).get(LOCAL_HEADER);
  if (runtime.localKey === null || mark !== runtime.localKey) notFound();
  return operatorContext(runtime);
}
