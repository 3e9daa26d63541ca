export const settingSources = ["environment", ".env", "secrets.json", "default"] as const;

/** The groups of docs/configuration.md, in its order. */
export const settingGroups = {
  server: "Server",
  accounts: "Accounts",
  sessions: "Sessions and tokens",
  audit_log: "Audit log",
  mail: "Mail",
  backups: "Backups",
  site_rules: "Site rules",
  secrets: "Secrets",
} as const;

export type SettingGroup = keyof typeof settingGroups;

/** A setting's effective value and its source. Of a secret only whether it is set, never any part of it. */
export type EffectiveSetting = {
  name: string;
  group: SettingGroup;
  /** Null when the setting has no value, or isn't used. */
  value: string | null;
  source: (typeof settingSources)[number];
  secret: boolean;
};
