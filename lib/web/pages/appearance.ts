import { cookies } from "next/headers";
import { appearanceSchema, type AppearanceInput, type Theme } from "@/lib/schemas/appearance";

const THEME_COOKIE = "latchkey.theme";
// Chrome limits the lifetime of cookies to 400 days.
const THEME_COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** The theme chosen in this browser; `system` if there is none or the cookie is invalid. */
export async function readTheme(): Promise<Theme> {
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  const parsed = appearanceSchema.safeParse({ theme });
  return parsed.success ? parsed.data.theme : "system";
}

/** Saves the theme in a cookie; `system` removes the cookie. */
export async function rememberTheme({ theme }: AppearanceInput): Promise<void> {
  const jar = await cookies();
  if (theme === "system") jar.delete(THEME_COOKIE);
  else jar.set(THEME_COOKIE, theme, { httpOnly: true, sameSite: "lax", path: "/", maxAge: THEME_COOKIE_SECONDS });
}
