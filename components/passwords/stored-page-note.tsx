"use client";

import { useEffect, useRef } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { WifiOff } from "@/components/ui/icons";
import { joinClasses } from "@/components/ui/join-classes";
import { useReachableLinks } from "./use-reachable-links";
import { GENERATOR_URL } from "./use-settings-in-url";

/**
 * Shown when the service worker answers with the stored page, because the server can't be reached; and when a link can't be
 * followed.
 */
export function StoredPageNote() {
  const unreachable = useReachableLinks();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (unreachable !== null) note.current?.scrollIntoView({ block: "nearest" });
  }, [unreachable]);
  return (
    <div
      ref={note}
      role="note"
      className={joinClasses(
        "items-start gap-3 rounded-md bg-sunken px-4 py-3 stored:flex print:hidden",
        unreachable === null ? "hidden" : "flex",
      )}
    >
      <WifiOff className="mt-0.5 size-5 shrink-0 text-muted sm:mt-3" />
      <div className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="grow basis-60">
          <p>You’re offline. Passwords work as usual; accounts and site rules don’t.</p>
          <p role="status" className="font-medium">
            {unreachable !== null && `“${unreachable}” can’t be opened now.`}
          </p>
        </div>
        <ButtonLink href={GENERATOR_URL}>Try again</ButtonLink>
      </div>
    </div>
  );
}
