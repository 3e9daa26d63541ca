import { cookies } from "next/headers";
import { appearanceSchema, type AppearanceInput, type Theme } from "@/lib/schemas/appearance";

const THEME_COOKIE = "latchkey.theme";
// Chrome caps a cookie's life at 400 days, so a longer promise would not be kept.
const THEME_COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** The theme that this browser chose; `system` when it chose none or the cookie makes no sense. */
export async function readTheme(): Promise<Theme> {
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  const parsed = appearanceSchema.safeParse({ theme });
  return parsed.success ? parsed.data.theme : "system";
}

/** Writes the choice to the browser. Following the system needs no cookie, so choosing it removes the one there was. */
export async function rememberTheme({ theme }: AppearanceInput): Promise<void> {
  const jar = await cookies();
  if (theme === "system") jar.delete(THEME_COOKIE);
  else jar.set(THEME_COOKIE, theme, { httpOnly: true, sameSite: "lax", path: "/", maxAge: THEME_COOKIE_SECONDS });
}
