"use client";

import { useRequestsSinceLoad } from "./use-requests-since-load";

/** Says that passwords are generated in the browser, with a live count of network requests. */
export function MadeOnThisDevice() {
  const requests = useRequestsSinceLoad();
  return (
    <p className="text-muted noscript:hidden">
      Generated in your browser.{" "}
      {requests === null
        ? "Nothing is sent or stored."
        : requests === 0
          ? "Nothing is sent."
          : `${requests} ${requests === 1 ? "request" : "requests"} since this page loaded.`}
    </p>
  );
}
