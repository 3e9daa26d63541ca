import type { ReactNode } from "react";
import type { FormStateAction } from "@/components/ui/form-state";
import { Menu } from "@/components/ui/icons";
import { joinClasses } from "@/components/ui/join-classes";
import { routes } from "@/lib/routes";
import type { Theme } from "@/lib/schemas/appearance";
import { HeaderLink } from "./header-link";
import { LogOutForm } from "./log-out-form";
import { ThemeSwitch } from "./theme-switch";
import type { ThemeAction } from "./use-theme";
import { Wordmark } from "./wordmark";

type SiteHeaderProps = {
  name: string;
  hasOwnLogo: boolean;
  theme: Theme;
  chooseTheme: ThemeAction;
  loggedIn: boolean;
  canAdminister: boolean;
  canSignUp: boolean;
  palette: ReactNode;
  logOut: FormStateAction;
};

const linkClasses = "inline-flex min-h-11 items-center rounded-sm whitespace-nowrap hover:text-text";
const menuLinkClasses = "flex min-h-11 w-full items-center rounded-md px-3 text-16 text-text hover:bg-sunken";

const MENU_ID = "menu";

// Plain links: the API docs have a content security policy of their own, and a full load resets the generator.
export function SiteHeader({
  name,
  hasOwnLogo,
  theme,
  chooseTheme,
  loggedIn,
  canAdminister,
  canSignUp,
  logOut,
  palette,
}: SiteHeaderProps) {
  const themeSwitch = <ThemeSwitch theme={theme} action={chooseTheme} />;
  return (
    <header className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-2 px-4 py-2 text-14 text-muted sm:gap-x-6 sm:px-8">
      <a href={routes.home()} className="inline-flex min-h-11 items-center rounded-sm text-text max-sm:min-w-11">
        <Wordmark name={name} hasOwnLogo={hasOwnLogo} />
      </a>
      <nav aria-label="Main" className="flex items-center gap-x-6 max-sm:hidden">
        <HeaderLink href={routes.home()} className={linkClasses}>
          Generator
        </HeaderLink>
        <HeaderLink href={routes.documentation()} also={routes.reference()} className={linkClasses}>
          API docs
        </HeaderLink>
      </nav>
      {loggedIn ? (
        <nav aria-label="Account" className="ml-auto flex items-center gap-x-6 max-sm:hidden">
          {canAdminister && (
            <HeaderLink href={routes.administration()} className={linkClasses}>
              Administration
            </HeaderLink>
          )}
          <HeaderLink href={routes.account()} className={linkClasses}>
            Account
          </HeaderLink>
          <LogOutForm id="log-out" action={logOut} className={linkClasses} />
        </nav>
      ) : (
        <nav aria-label="Account" className="ml-auto flex items-center gap-x-3 sm:gap-x-6">
          <HeaderLink href={routes.logIn()} className={linkClasses}>
            Log in
          </HeaderLink>
          {canSignUp && (
            <a
              href={routes.signUp()}
              className={joinClasses(linkClasses, "font-medium text-text [body:has([data-invited])_&]:hidden")}
            >
              Sign up
            </a>
          )}
        </nav>
      )}
      <div className={joinClasses("sm:-mx-3", loggedIn && "max-sm:ml-auto")}>{palette}</div>
      <div className="max-sm:hidden">{themeSwitch}</div>
      {/* A popover opens and closes without script. */}
      <button
        type="button"
        popoverTarget={MENU_ID}
        className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md border border-control px-3 font-medium text-text sm:hidden"
      >
        <Menu className="size-4" />
        {/* A visitor’s links leave no place for the word. */}
        <span className={loggedIn ? "max-[22rem]:sr-only" : "max-[26rem]:sr-only"}>Menu</span>
      </button>
      <div
        id={MENU_ID}
        popover="auto"
        className="fixed inset-auto top-16 right-4 m-0 w-64 max-w-[calc(100vw-2rem)] rounded-lg border border-border bg-panel p-2 text-text shadow-overlay sm:hidden"
      >
        <nav aria-label="Menu" className="flex flex-col">
          <MenuLink href={routes.home()}>Generator</MenuLink>
          {loggedIn && <MenuLink href={routes.account()}>Account</MenuLink>}
          {canAdminister && <MenuLink href={routes.administration()}>Administration</MenuLink>}
          <MenuLink href={routes.documentation()}>API docs</MenuLink>
          {loggedIn && <LogOutForm action={logOut} className={menuLinkClasses} />}
        </nav>
        <div className="mt-2 flex items-center justify-between gap-2 border-t border-border pt-2 pl-3 text-14 text-muted">
          Theme
          {themeSwitch}
        </div>
      </div>
    </header>
  );
}

function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={menuLinkClasses}>
      {children}
    </a>
  );
}
