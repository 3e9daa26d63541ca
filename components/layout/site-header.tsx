import { joinClasses } from "@/components/ui/join-classes";
import { routes } from "@/lib/routes";
import type { Theme } from "@/lib/schemas/appearance";
import { type ThemeAction, ThemeSwitch } from "./theme-switch";
import { Wordmark } from "./wordmark";

export type LogOutAction = () => void | Promise<void>;

type SiteHeaderProps = {
  theme: Theme;
  chooseTheme: ThemeAction;
  loggedIn: boolean;
  canAdminister: boolean;
  canSignUp: boolean;
  logOut: LogOutAction;
};

const linkClasses = "inline-flex min-h-11 items-center rounded-sm whitespace-nowrap hover:text-text";

// Plain links: the API docs aren't a page of the router, and a full load resets the generator.
export function SiteHeader({ theme, chooseTheme, loggedIn, canAdminister, canSignUp, logOut }: SiteHeaderProps) {
  return (
    <header className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-4 px-4 py-2 text-14 text-muted sm:gap-x-6 sm:px-8">
      <a href={routes.home()} className="inline-flex min-h-11 items-center rounded-sm text-text max-sm:min-w-11">
        <Wordmark />
      </a>
      <nav aria-label="Main" className="flex items-center gap-x-6 max-sm:hidden">
        <a href={routes.home()} className={linkClasses}>
          Generator
        </a>
        <a href={routes.documentation()} className={linkClasses}>
          API docs
        </a>
      </nav>
      <nav aria-label="Account" className="flex items-center gap-x-4 sm:ml-auto sm:gap-x-6">
        {loggedIn ? (
          <>
            {canAdminister && (
              // On a phone, the account page links to administration instead.
              <a href={routes.administration()} className={joinClasses(linkClasses, "max-sm:hidden")}>
                Administration
              </a>
            )}
            <a href={routes.account()} className={linkClasses}>
              Account
            </a>
            <form action={logOut}>
              <button type="submit" className={linkClasses}>
                Log out
              </button>
            </form>
          </>
        ) : (
          <>
            <a href={routes.logIn()} className={linkClasses}>
              Log in
            </a>
            {canSignUp && (
              <a href={routes.signUp()} className={joinClasses(linkClasses, "font-medium text-text")}>
                Sign up
              </a>
            )}
          </>
        )}
      </nav>
      <div className="max-sm:ml-auto">
        <ThemeSwitch theme={theme} action={chooseTheme} />
      </div>
    </header>
  );
}
