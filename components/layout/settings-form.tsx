import type { ReactNode } from "react";

/** The width of a form on a settings page: fields as wide as a form, buttons as wide as their labels. */
export function SettingsForm({ children }: { children: ReactNode }) {
  return <div className="flex max-w-form flex-col gap-4 [&>form>button]:self-start">{children}</div>;
}
