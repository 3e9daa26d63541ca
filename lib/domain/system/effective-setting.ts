export const settingSources = ["environment", ".env", "secrets.json", "default"] as const;

/** A setting as the server goes by it. Of a secret it is told whether there is one, and never any part of it. */
export type EffectiveSetting = {
  name: string;
  /** Null where nothing is set and nothing stands in for it, and where nothing asks for it. */
  value: string | null;
  source: (typeof settingSources)[number];
  secret: boolean;
};
