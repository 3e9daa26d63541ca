import { routes } from "@/lib/routes";

export type SettingsSection = keyof typeof settingsSections;

/** The sections of the account, in the order of its navigation. */
export const settingsSections = {
  profile: { label: "Profile", href: routes.account() },
  security: { label: "Security", href: routes.security() },
  sessions: { label: "Sessions", href: routes.sessions() },
  presets: { label: "Presets", href: routes.presets() },
  receipts: { label: "Receipts", href: routes.receipts() },
  activity: { label: "Activity", href: routes.activity() },
  data: { label: "Data", href: routes.accountData() },
} as const;
