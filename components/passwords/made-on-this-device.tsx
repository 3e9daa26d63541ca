"use client";

import { useRequestsSinceLoad } from "./use-requests-since-load";

/** That nothing is asked of a server, with the count that would show it if it were. */
export function MadeOnThisDevice() {
  const requests = useRequestsSinceLoad();
  return (
    <p className="text-muted noscript:hidden">
      Made on this device.{" "}
      {requests === null
        ? "Nothing is sent or stored."
        : `${requests} ${requests === 1 ? "request" : "requests"} since this page and all its parts loaded.`}
    </p>
  );
}
