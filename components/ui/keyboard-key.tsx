import type { ReactNode } from "react";
import { joinClasses } from "./join-classes";

type KeyboardKeyProps = {
  children: ReactNode;
  className?: string;
  /** For a key inside a control, so that it isn't part of the accessible name. */
  hidden?: boolean;
};

export function KeyboardKey({ children, className, hidden = false }: KeyboardKeyProps) {
  return (
    <kbd
      aria-hidden={hidden || undefined}
      className={joinClasses(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-current px-1 font-mono text-12 whitespace-nowrap",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
