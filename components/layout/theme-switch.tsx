"use client";

import type { FormEvent } from "react";
import { Monitor, Moon, Sun } from "@/components/ui/icons";
import type { Theme } from "@/lib/schemas/appearance";
import { type ThemeAction, useTheme } from "./use-theme";

type ThemeSwitchProps = { theme: Theme; action: ThemeAction };

const choices = [
  { theme: "light", label: "Light theme", Icon: Sun },
  { theme: "dark", label: "Dark theme", Icon: Moon },
  { theme: "system", label: "System theme", Icon: Monitor },
] as const;

/** A form with three buttons: applies the theme immediately with JavaScript, or reloads the page without it. */
export function ThemeSwitch({ theme, action }: ThemeSwitchProps) {
  const [chosen, chooseTheme] = useTheme(theme, action);

  function choose(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const choice = choices.find((each) => submitter?.getAttribute("value") === each.theme);
    if (choice !== undefined) chooseTheme(choice.theme);
  }

  return (
    <form action={action} onSubmit={choose}>
      <div role="group" aria-label="Appearance" className="flex rounded-md border border-border p-0.5">
        {choices.map(({ theme: value, label, Icon }) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-label={label}
            aria-pressed={chosen === value}
            title={label}
            className="inline-flex size-11 items-center justify-center rounded-sm text-muted transition-colors hover:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent sm:size-8 sm:pointer-coarse:size-11"
          >
            <Icon className="size-4" />
          </button>
        ))}
      </div>
    </form>
  );
}
