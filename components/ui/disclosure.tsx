"use client";

import { type ReactNode, useState } from "react";
import { ChevronRight } from "./icons";
import { joinClasses } from "./join-classes";

type DisclosureProps = {
  summary: ReactNode;
  /** A short note at the end of the line. */
  note?: ReactNode;
  startsOpen?: boolean;
  /** Without JavaScript, nothing is hidden: the fields are needed there. */
  shownWithoutScript?: boolean;
  children: ReactNode;
};

export function Disclosure({
  summary,
  note,
  startsOpen = false,
  shownWithoutScript = false,
  children,
}: DisclosureProps) {
  // Only the initial state: re-rendering with another value would override the user's choice.
  const [open] = useState(startsOpen);
  return (
    <details
      open={open}
      // Older browsers without this pseudo-element keep the disclosure.
      className={shownWithoutScript ? "noscript:[&::details-content]:[content-visibility:visible]" : undefined}
    >
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-sm text-14 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className={joinClasses(
            // Only the own summary counts: a disclosure can be in another one.
            "size-4 shrink-0 text-muted transition-transform in-[[open]>summary]:rotate-90",
            shownWithoutScript && "noscript:hidden",
          )}
        />
        {summary}
        {note !== undefined && <span className="ml-auto text-14 font-normal text-muted">{note}</span>}
      </summary>
      <div className="flex flex-col gap-4 py-2">{children}</div>
    </details>
  );
}
