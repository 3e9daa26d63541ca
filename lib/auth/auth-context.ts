import { headers } from "next/headers";
import { getRuntime } from "@/lib/get-runtime";
import { REQUEST_ID_HEADER } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { readSecretCookie } from "./cookies";

/** The context in which Auth.js calls our services; anonymous, because the ticket is not verified yet. */
export async function createAuthContext(): Promise<ServiceContext> {
  const runtime = await getRuntime();
  const incoming = await headers();
  return runtime.createContext({
    id: runtime.requestIdOf(incoming.get(REQUEST_ID_HEADER)),
    ...runtime.clientOf(incoming.get("x-forwarded-for")),
    userAgent: incoming.get("user-agent"),
    deviceToken: await readSecretCookie("device"),
  });
}
