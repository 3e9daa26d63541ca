import { routes } from "@/lib/routes";
import type { Theme } from "@/lib/schemas/appearance";
import { type ThemeAction, ThemeSwitch } from "./theme-switch";
import { Wordmark } from "./wordmark";

type SiteHeaderProps = { theme: Theme; chooseTheme: ThemeAction };

// Plain links: the documentation is no page of the router's, and the generator's own link starts it afresh.
export function SiteHeader({ theme, chooseTheme }: SiteHeaderProps) {
  return (
    <header className="mx-auto flex w-full max-w-page items-center gap-x-4 px-4 py-2 sm:gap-x-6 sm:px-8">
      <a href={routes.home()} className="inline-flex min-h-11 items-center rounded-sm">
        <Wordmark />
      </a>
      <nav aria-label="Main" className="flex items-center gap-x-6 text-14 text-muted">
        <a href={routes.home()} className="hidden min-h-11 items-center rounded-sm hover:text-text sm:inline-flex">
          Generator
        </a>
        <a
          href={routes.documentation()}
          className="inline-flex min-h-11 items-center rounded-sm hover:text-text max-[22.5rem]:hidden"
        >
          API docs
        </a>
      </nav>
      <div className="ml-auto">
        <ThemeSwitch theme={theme} action={chooseTheme} />
      </div>
    </header>
  );
}
