import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getRuntime } from "@/lib/get-runtime";
import type { ServiceContext } from "@/lib/services/context";
import { LOCAL_HEADER } from "@/lib/web/http/local-request";
import { operatorContext } from "@/lib/web/server-context";

/** For pages that only a developer on this machine may see; all other requests, and all requests in production, get 404. */
export async function requireLocalDeveloper(): Promise<ServiceContext> {
  const runtime = await getRuntime();
  const mark = (await headers()).get(LOCAL_HEADER);
  if (runtime.localKey === null || mark !== runtime.localKey) notFound();
  return operatorContext(runtime);
}
