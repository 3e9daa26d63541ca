import type { EnvDialect } from "./env-dialects";

/** The output formats; `json` is the API's own. */
export const outputFormats = ["json", "ndjson", "csv", "env", "htpasswd", "k8s-secret"] as const;

export type OutputFormat = (typeof outputFormats)[number];
export type FileFormat = Exclude<OutputFormat, "json">;

export const fileFormats: Record<FileFormat, { mediaType: string; fileName: string }> = {
  ndjson: { mediaType: "application/x-ndjson", fileName: "passwords.ndjson" },
  csv: { mediaType: "text/csv", fileName: "passwords.csv" },
  env: { mediaType: "text/plain", fileName: "passwords.env" },
  htpasswd: { mediaType: "text/plain", fileName: "passwords.htpasswd" },
  "k8s-secret": { mediaType: "application/yaml", fileName: "secret.yaml" },
};

/** One password and its metadata. */
export type MadePassword = {
  password: string;
  entropy_bits: number;
  length: number;
  hash?: string | undefined;
  warning?: string | undefined;
};

export type FileOptions = {
  /** The name of the variable or the secret. */
  name?: string | undefined;
  /** The readers of an env file; all if it is absent. */
  dialect?: EnvDialect | undefined;
  /** The user in an htpasswd file. */
  username?: string | undefined;
  /** Whether there is more than one password: names are numbered then. */
  several: boolean;
};

/** Writes a file piece by piece; `made` is never empty, and `firstNumber` counts from 1. */
export type FileWriter = {
  head(first: MadePassword): string;
  lines(made: readonly MadePassword[], firstNumber: number): string;
};
