export const settingSources = ["environment", ".env", "secrets.json", "default"] as const;

/** A setting's effective value and its source. Of a secret only whether it is set, never any part of it. */
export type EffectiveSetting = {
  name: string;
  /** Null when the setting has no value, or isn't used. */
  value: string | null;
  source: (typeof settingSources)[number];
  secret: boolean;
};
