import { type GeneratorMode, generatorModes, labelOf } from "@/components/passwords/generator-modes";
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

const accountPages: readonly PaletteEntry[] = [
  { label: "Profile", href: routes.account(), keywords: ["account", "name", "username"] },
  { label: "Change email address", href: routes.changeEmail() },
  { label: "Change password", href: routes.changePassword() },
  { label: "Security", href: routes.security(), keywords: ["two-factor", "2fa", "mfa", "totp"] },
  { label: "Add an authenticator", href: routes.addAuthenticator(), keywords: ["two-factor", "2fa", "totp", "phone"] },
  { label: "Recovery codes", href: routes.recoveryCodes(), keywords: ["two-factor", "backup codes"] },
  { label: "Sessions", href: routes.sessions(), keywords: ["devices", "everywhere"] },
  { label: "Presets", href: routes.presets() },
  { label: "Receipts", href: routes.receipts() },
  { label: "Activity", href: routes.activity(), keywords: ["history", "log-ins"] },
  { label: "Delete account", href: routes.deleteAccount(), keywords: ["close account"] },
];

const administrationPages: readonly Guarded[] = [
  { label: "Overview", href: routes.administration(), permission: "audit:read", keywords: ["dashboard", "charts"] },
  { label: "Users", href: routes.users(), permission: "users:read", keywords: ["people", "members"] },
  { label: "New user", href: routes.newUser(), permission: "users:create", keywords: ["create", "add"] },
  { label: "Invitations", href: routes.invitations(), permission: "users:invite", keywords: ["invite"] },
  { label: "Import users", href: routes.importUsers(), permission: "users:import", keywords: ["csv", "upload"] },
  { label: "Export users", href: routes.exportUsers(), permission: "users:export", keywords: ["csv", "download"] },
  { label: "Audit log", href: routes.auditLog(), permission: "audit:read", keywords: ["events", "history"] },
  { label: "Mail", href: routes.outbox(), permission: "mail:administer", keywords: ["outbox", "email", "smtp"] },
  { label: "System", href: routes.system(), permission: "system:read", keywords: ["settings", "health", "jobs"] },
];

/** The pages that the palette offers to this visitor. */
export function paletteGroups({ loggedIn, canSignUp, permissions }: Visitor): PaletteGroup[] {
  const administration = administrationPages.filter(({ permission }) => permissions.has(permission));
  const groups: PaletteGroup[] = [
    {
      heading: "Pages",
      entries: [
        { label: "Password generator", href: routes.home() },
        ...generatorModes.filter((mode) => mode !== "password").map(entryOfMode),
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
  return { label: `Generator: ${labelOf(mode)}`, href: `${routes.home()}?mode=${mode}`, keywords: ["password"] };
}
