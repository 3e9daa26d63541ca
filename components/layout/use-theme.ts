import { startTransition, useSyncExternalStore } from "react";
import type { Theme } from "@/lib/schemas/appearance";

export type ThemeAction = (form: FormData) => void | Promise<void>;

/** The theme that the page shows, and how to choose another: at once on the page, then on the server. */
export function useTheme(initial: Theme, save: ThemeAction): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(watchAttribute, readAttribute, () => initial);
  function choose(next: Theme): void {
    const { dataset } = document.documentElement;
    if (next === "system") delete dataset["theme"];
    else dataset["theme"] = next;
    const form = new FormData();
    form.set("theme", next);
    startTransition(async () => {
      try {
        await save(form);
      } catch {
        // Offline, the theme lasts until the next page load; the user can't do anything about it.
      }
    });
  }
  return [theme, choose];
}

function watchAttribute(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function readAttribute(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}
