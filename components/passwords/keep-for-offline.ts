import { routes } from "@/lib/routes";

/**
 * Stores the page for reloads without a network. The service worker gets the files that this page has loaded; it fetches
 * the page itself, without the user's cookies.
 */
export async function keepForOffline(): Promise<void> {
  // Only over https and on localhost. The development server's files change without changing their names.
  if (!("serviceWorker" in navigator) || process.env.NODE_ENV !== "production") return;
  try {
    await navigator.serviceWorker.register(routes.serviceWorker(), { scope: routes.home(), updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: loadedFiles() });
  } catch {
    // Without it the page works as before, except for a reload without a network.
  }
}

function loadedFiles(): string[] {
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  const named = [...document.querySelectorAll<HTMLScriptElement>("script[src]:not([nomodule])")].map(({ src }) => src);
  const styles = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].map(({ href }) => href);
  return [...files, ...named, ...styles].filter((file) => new URL(file).pathname.startsWith("/_next/static/"));
}
