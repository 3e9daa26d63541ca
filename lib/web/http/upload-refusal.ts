import type { IncomingMessage } from "node:http";
import type { AppError } from "@/lib/errors";
import type { Client, Runtime } from "@/lib/runtime";
import { authorize } from "@/lib/services/authorize";
import { identifyBrowser } from "@/lib/services/sessions/identify-browser";
import { toAppError } from "@/lib/web/api/map-error";

/** Why this browser mayn't upload a file of users; null when it may. Known before the file is read. */
export async function findUploadRefusal(
  runtime: Runtime,
  { headers }: IncomingMessage,
  id: string,
  client: Client,
): Promise<AppError | null> {
  try {
    const userAgent = headers["user-agent"] ?? null;
    const context = runtime.createContext({ id, ...client, userAgent, deviceToken: null });
    const token = readSessionCookie(headers.cookie ?? "", runtime.config.publicOrigin.startsWith("https:"));
    if (token !== undefined) context.actor = await identifyBrowser(context, { token });
    authorize(context, "users:import");
    return null;
  } catch (error) {
    return toAppError(error);
  }
}

function readSessionCookie(header: string, secure: boolean): string | undefined {
  const prefix = secure ? "__Host-latchkey.session=" : "latchkey.session=";
  // As Next reads it: of cookies with the same name, the last.
  const cookie = header.split(";").findLast((part) => part.trimStart().startsWith(prefix));
  return cookie?.trim().slice(prefix.length);
}
