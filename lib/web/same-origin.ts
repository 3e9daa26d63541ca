import { headers } from "next/headers";
import { foreignRequest, isFromOwnPage } from "./own-page";

/** Refuses a form that another site's page sent. Our own server has refused it before; a plain `next start` has not. */
export async function requireSameOrigin(publicOrigin: string): Promise<void> {
  const incoming = await headers();
  if (!isFromOwnPage(incoming.get("sec-fetch-site"), incoming.get("origin"), publicOrigin)) throw foreignRequest();
}
