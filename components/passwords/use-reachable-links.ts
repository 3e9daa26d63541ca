import { useEffect, useState } from "react";

/**
 * Without the server, a link to another page would open the browser's own error page. So while the page is the stored one or
 * the browser is offline, a link is followed only after its page has answered. Gives the text of the last link that wasn't
 * followed; null when there is none.
 */
export function useReachableLinks(): string | null {
  const [unreachable, setUnreachable] = useState<string | null>(null);
  useEffect(() => {
    async function follow(link: HTMLAnchorElement): Promise<void> {
      // Any answer will do: a page of this server says what is wrong.
      const isReachable = await fetch(link.href, { method: "HEAD", redirect: "manual", cache: "no-store" }).then(
        () => true,
        () => false,
      );
      if (isReachable) return location.assign(link.href);
      const menu = link.closest("[popover]");
      if (menu instanceof HTMLElement) menu.hidePopover();
      setUnreachable(link.textContent);
    }
    function onClick(event: MouseEvent): void {
      const isStored = document.documentElement.dataset["stored"] !== undefined;
      if (navigator.onLine && !isStored) return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (link === null || !isPlain || link.origin !== location.origin || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      void follow(link);
    }
    // Before the handlers of React and Next.
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, []);
  return unreachable;
}
