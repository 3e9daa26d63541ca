import { routes } from "@/lib/routes";
import { apiHeaders } from "@/lib/web/http/headers";
import { problemReply } from "./map-error";
import { nothingHere, type ApiHandler } from "./request-and-reply";

// RFC 9116 section 2.5.5 recommends less than a year. The setting is read at each start, so the text is never stale.
const EXPIRES_DAYS = 180;

/** Serves security.txt (RFC 9116), or 404 without `SECURITY_CONTACT`. */
export const answerSecurityText: ApiHandler = ({ config }, request) => {
  if (config.securityContact === null) {
    return problemReply(nothingHere(), request.id, "path");
  }
  const expires = new Date(Date.now() + EXPIRES_DAYS * 24 * 60 * 60 * 1000);
  expires.setUTCHours(0, 0, 0, 0);
  const lines = [
    `Contact: ${config.securityContact}`,
    `Expires: ${expires.toISOString()}`,
    "Preferred-Languages: en",
    `Canonical: ${config.publicOrigin}${routes.securityText()}`,
  ];
  const body = lines.map((line) => `${line}\n`).join("");
  return { status: 200, headers: apiHeaders(request.id, "text/plain; charset=utf-8"), body };
};
