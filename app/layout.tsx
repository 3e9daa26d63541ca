import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { chooseAppearanceAction } from "@/app/appearance/actions";
import { logOutAction } from "@/app/log-out/actions";
import { mono, sans } from "@/components/layout/fonts";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { MAIN_CONTENT_ID, SkipLink } from "@/components/layout/skip-link";
import { CommandPalette } from "@/components/palette/command-palette";
import { paletteGroups } from "@/components/palette/palette-entries";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import { anonymousPermissions, permissionsByRole } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";
import { isSignUpOpen } from "@/lib/services/accounts/read-sign-up-mode";
import { readTheme } from "@/lib/web/pages/appearance";
import { mayAdminister, readPageContext } from "@/lib/web/pages/page";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { settings } = await readPageContext();
  const name = serviceNameOf(settings);
  return {
    title: { default: `Password generator · ${name}`, template: `%s · ${name}` },
    description: "Generates strong passwords in your browser. It also follows a site’s password rules.",
    icons:
      settings.appLogo === null
        ? // Without `icon`, Next leaves out the link to app/icon.svg because there is another icon.
          { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/icons/apple-touch-icon.png" }
        : { icon: { url: routes.logo() } },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  // The surface of each theme in globals.css.
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f6" },
    { media: "(prefers-color-scheme: dark)", color: "#131315" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request, because its scripts need the request's nonce.
  await connection();
  const theme = await readTheme();
  const context = await readPageContext();
  const { actor } = context;
  const loggedIn = actor.kind === "user";
  const canSignUp = isSignUpOpen(context);
  const permissions = loggedIn ? permissionsByRole[actor.role] : anonymousPermissions;
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} className={`${sans.variable} ${mono.variable}`}>
      {context.settings.supportContact !== null && (
        <head>
          <meta name="support-contact" content={context.settings.supportContact} />
        </head>
      )}
      <body className="flex min-h-dvh flex-col font-sans has-[[data-wide]]:[--page-width:none]">
        <SkipLink />
        <SiteHeader
          name={serviceNameOf(context.settings)}
          hasOwnLogo={context.settings.appLogo !== null}
          theme={theme}
          chooseTheme={chooseAppearanceAction}
          loggedIn={loggedIn}
          canAdminister={mayAdminister(actor)}
          canSignUp={canSignUp}
          logOut={logOutAction}
          palette={
            <CommandPalette
              groups={paletteGroups({ loggedIn, canSignUp, permissions })}
              findsUsers={mayAdminister(actor)}
              theme={theme}
              chooseTheme={chooseAppearanceAction}
              canLogOut={loggedIn}
            />
          }
        />
        <main id={MAIN_CONTENT_ID} tabIndex={-1} className="mx-auto w-full max-w-page grow px-4 outline-none sm:px-8">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
