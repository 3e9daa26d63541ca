import { writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { openLink } from "@/lib/web/pages/open-link";

/** Moves the token from the URL to a cookie. It doesn't use the token up, because mail scanners open links too. */
export const GET = openLink((token) => writeSecretCookie("release", token), routes.releaseAddress());
