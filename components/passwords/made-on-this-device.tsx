"use client";

import { useRequestsSinceLoad } from "./use-requests-since-load";

/** That nothing is asked of a server, with the count that would show it if it were. */
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
