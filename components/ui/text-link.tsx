import type { ComponentProps } from "react";
import { joinClasses } from "./join-classes";

export function TextLink({ className, ...link }: ComponentProps<"a">) {
  return (
    <a
      {...link}
      className={joinClasses(
        "inline-flex min-h-11 items-center rounded-sm font-medium text-accent underline decoration-1 underline-offset-4 hover:text-accent-strong",
        className,
      )}
    />
  );
}

/** A link within a line of text: smaller than TextLink, except on touch screens. */
export function InlineLink({ className, ...link }: ComponentProps<"a">) {
  return <TextLink {...link} className={joinClasses("min-h-0! wrap-anywhere pointer-coarse:min-h-11!", className)} />;
}
