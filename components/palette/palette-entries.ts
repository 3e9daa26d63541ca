import { adminSections, type AdminSection } from "@/components/layout/admin-sections";
import { settingsSections, type SettingsSection } from "@/components/layout/settings-sections";
import {
  actionOf,
  type GeneratorMode,
  generatorModes,
  generatorTabs,
  labelOf,
} from "@/components/passwords/generator-modes";
import type { Permission } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";

/** A page that the palette goes to. */
export type PaletteEntry = {
  label: string;
  href: string;
  /** Other words that people type for it. */
  keywords?: readonly string[];
  /** The single key that does the same on the generator's page. */
  shortcut?: string | undefined;
};

export type PaletteGroup = {
  heading: "Generate" | "Account" | "Administration" | "API";
  /** The first page under which the others are. */
  home: string;
  entries: readonly PaletteEntry[];
};

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
  users: ["people", "members", "disable", "roles"],
  invitations: ["invite"],
  "audit-log": ["events", "history"],
  mail: ["outbox", "email", "smtp"],
  system: ["settings", "health", "jobs", "backup", "database"],
};

const administrationPages: readonly Guarded[] = [
  ...adminSections.map(({ section, label, href, permission }) => ({
    label,
    href,
    permission,
    keywords: adminKeywords[section] ?? [],
  })),
  { label: "New user", href: routes.newUser(), permission: "users:create", keywords: ["create", "add", "invite"] },
  { label: "Invite several users", href: routes.inviteMany(), permission: "users:invite", keywords: ["list", "paste"] },
  { label: "Import users", href: routes.importUsers(), permission: "users:import", keywords: ["csv", "upload"] },
  { label: "Export users", href: routes.exportUsers(), permission: "users:export", keywords: ["csv", "download"] },
];

/** The pages that the palette offers to this visitor. */
export function paletteGroups({ loggedIn, canSignUp, permissions }: Visitor): PaletteGroup[] {
  const administration = administrationPages.filter(({ permission }) => permissions.has(permission));
  const groups: PaletteGroup[] = [
    { heading: "Generate", home: routes.home(), entries: generatorModes.map(entryOfMode) },
    { heading: "Account", home: routes.account(), entries: loggedIn ? accountPages : visitorPages(canSignUp) },
    { heading: "Administration", home: routes.administration(), entries: administration },
    {
      heading: "API",
      home: routes.documentation(),
      entries: [
        { label: "API docs", href: routes.documentation(), keywords: ["swagger", "openapi"] },
        { label: "API reference", href: routes.reference(), keywords: ["redoc"] },
      ],
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/** The group of the page on show comes first. */
export function nearestFirst(groups: readonly PaletteGroup[], pathname: string): PaletteGroup[] {
  const isHere = ({ home, entries }: PaletteGroup): boolean =>
    pathname === home || pathname.startsWith(`${home}/`) || entries.some(({ href }) => href === pathname);
  return [...groups.filter(isHere), ...groups.filter((group) => !isHere(group))];
}

function visitorPages(canSignUp: boolean): PaletteEntry[] {
  return [
    { label: "Log in", href: routes.logIn() },
    ...(canSignUp ? [{ label: "Sign up", href: routes.signUp(), keywords: ["register"] }] : []),
    { label: "Reset password", href: routes.forgotPassword(), keywords: ["forgot"] },
  ];
}

function entryOfMode(mode: GeneratorMode): PaletteEntry {
  const href = mode === "password" ? routes.home() : `${routes.home()}?mode=${mode}`;
  const tab = generatorTabs.indexOf(mode);
  const shortcut = tab === -1 ? undefined : String(tab + 1);
  return { label: actionOf(mode), href, keywords: ["generator", "password", labelOf(mode)], shortcut };
}
