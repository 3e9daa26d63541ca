"use client";

import { useRequestsSinceLoad } from "./use-requests-since-load";

/** Says that passwords are generated in the browser, and how to see that. */
export function MadeOnThisDevice() {
  const requests = useRequestsSinceLoad();
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 text-muted noscript:hidden">
      <p>Generated in your browser, never sent.</p>
      <details className="open:basis-full">
        <summary className="inline-flex min-h-6 list-none items-center pointer-coarse:min-h-11 rounded-sm text-14 text-accent underline underline-offset-4 [&::-webkit-details-marker]:hidden">
          How do I know?
        </summary>
        <p className="max-w-prose pt-1 text-14">
          {requests === null
            ? "Requests are counted once all parts of this page are loaded."
            : `${requests} ${requests === 1 ? "request" : "requests"} since this page and all its parts loaded.`}{" "}
          Go offline, and it works the same. The network view of your browser’s developer tools shows every request.
        </p>
      </details>
    </div>
  );
}
