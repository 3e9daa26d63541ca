import { writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { openLink } from "@/lib/web/pages/open-link";

/** Takes the secret out of the address before a page is shown. It uses nothing up, so that a preview of the link is harmless. */
export const GET = openLink((token) => writeSecretCookie("reset", token), routes.resetPassword());
