import { adminSections, type AdminSection } from "@/components/layout/admin-sections";
import { settingsSections, type SettingsSection } from "@/components/layout/settings-sections";
import { actionOf, type GeneratorMode, generatorModes, labelOf } from "@/components/passwords/generator-modes";
import type { Permission } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";

/** A page that the palette goes to. */
export type PaletteEntry = {
  label: string;
  href: string;
  /** Other words that people type for it. */
  keywords?: readonly string[];
};

export type PaletteGroup = { heading: string; entries: readonly PaletteEntry[] };

type Visitor = {
  loggedIn: boolean;
  canSignUp: boolean;
  permissions: ReadonlySet<Permission>;
};

type Guarded = PaletteEntry & { permission: Permission };

const settingsKeywords: Partial<Record<SettingsSection, readonly string[]>> = {
  profile: ["account", "name", "username"],
  security: ["two-factor", "2fa", "mfa", "totp"],
  sessions: ["devices", "everywhere"],
  activity: ["history", "log-ins"],
  data: ["download", "export"],
};

const accountPages: readonly PaletteEntry[] = [
  ...Object.entries(settingsSections).map(([section, page]) => ({
    ...page,
    keywords: settingsKeywords[section as SettingsSection] ?? [],
  })),
  { label: "Change email address", href: routes.changeEmail() },
  { label: "Change password", href: routes.changePassword() },
  { label: "Add an authenticator", href: routes.addAuthenticator(), keywords: ["two-factor", "2fa", "totp", "phone"] },
  { label: "Recovery codes", href: routes.recoveryCodes(), keywords: ["two-factor", "backup codes"] },
  { label: "Delete account", href: routes.deleteAccount(), keywords: ["close account"] },
];

const adminKeywords: Partial<Record<AdminSection, readonly string[]>> = {
  overview: ["dashboard", "charts"],
  users: ["people", "members"],
  invitations: ["invite"],
  "audit-log": ["events", "history"],
  mail: ["outbox", "email", "smtp"],
  system: ["settings", "health", "jobs"],
};

const administrationPages: readonly Guarded[] = [
  ...adminSections.map(({ section, label, href, permission }) => ({
    label,
    href,
    permission,
    keywords: adminKeywords[section] ?? [],
  })),
  { label: "New user", href: routes.newUser(), permission: "users:create", keywords: ["create", "add"] },
  { label: "Import users", href: routes.importUsers(), permission: "users:import", keywords: ["csv", "upload"] },
  { label: "Export users", href: routes.exportUsers(), permission: "users:export", keywords: ["csv", "download"] },
];

/** The pages that the palette offers to this visitor. */
export function paletteGroups({ loggedIn, canSignUp, permissions }: Visitor): PaletteGroup[] {
  const administration = administrationPages.filter(({ permission }) => permissions.has(permission));
  const groups: PaletteGroup[] = [
    {
      heading: "Pages",
      entries: [
        ...generatorModes.map(entryOfMode),
        { label: "API docs", href: routes.documentation(), keywords: ["swagger", "openapi"] },
        { label: "API reference", href: routes.reference(), keywords: ["redoc"] },
        ...(loggedIn ? [] : [{ label: "Log in", href: routes.logIn() }]),
        ...(loggedIn || !canSignUp ? [] : [{ label: "Sign up", href: routes.signUp(), keywords: ["register"] }]),
        ...(loggedIn ? [] : [{ label: "Reset password", href: routes.forgotPassword(), keywords: ["forgot"] }]),
      ],
    },
    { heading: "Account", entries: loggedIn ? accountPages : [] },
    { heading: "Administration", entries: administration },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function entryOfMode(mode: GeneratorMode): PaletteEntry {
  const href = mode === "password" ? routes.home() : `${routes.home()}?mode=${mode}`;
  return { label: actionOf(mode), href, keywords: ["generator", "password", labelOf(mode)] };
}
