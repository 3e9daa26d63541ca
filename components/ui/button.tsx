import type { ComponentProps, ReactNode } from "react";
import { joinClasses } from "./join-classes";
import { KeyboardKey } from "./keyboard-key";

type ButtonProps = ComponentProps<"button"> & {
  appearance?: ButtonAppearance;
  icon?: ReactNode;
  /** The single-key shortcut; hidden on touch devices. */
  shortcut?: string | undefined;
};

export type ButtonAppearance = "primary" | "secondary" | "quiet" | "danger" | "link";

const appearances: Record<ButtonAppearance, string> = {
  primary: "border-transparent bg-accent text-accent-contrast not-disabled:hover:bg-accent-strong",
  secondary:
    "border-control bg-panel not-disabled:hover:border-text aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent",
  // Forced colours would draw the transparent border, which reaches over others where the button is moved by its padding.
  quiet:
    "border-transparent text-muted not-disabled:hover:bg-sunken not-disabled:hover:text-text forced-colors:border-[Canvas] forced-colors:underline",
  link: "border-transparent forced-colors:border-[Canvas] px-0! text-accent underline decoration-1 underline-offset-4 not-disabled:hover:text-accent-strong",
  danger:
    "border-transparent bg-danger text-accent-contrast not-disabled:hover:bg-[color-mix(in_srgb,var(--danger)_85%,var(--text))]",
};

export function buttonClasses(appearance: ButtonAppearance): string {
  return joinClasses(
    "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 text-14 font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50",
    appearances[appearance],
  );
}

export function Button({ appearance = "secondary", icon, shortcut, className, children, ...button }: ButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={shortcut}
      {...button}
      className={joinClasses(buttonClasses(appearance), className)}
    >
      {icon}
      {children}
      {shortcut !== undefined && (
        <KeyboardKey className="max-sm:hidden no-hover:hidden" hidden>
          {shortcut}
        </KeyboardKey>
      )}
    </button>
  );
}
