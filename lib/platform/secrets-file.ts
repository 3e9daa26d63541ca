import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findSecretWeakness, secretNames, type Config, type SecretName } from "@/lib/config";
import { isStartupError, StartupError } from "@/lib/errors";
import { makeFolder } from "@/lib/make-folder";
import { explainRefusal } from "@/lib/start-failures";
import { createFile } from "./replace-file";

type SecretSettings = Pick<Config, "dataDirectory" | "secrets">;

/** Each secret's values, newest first: the first one signs and seals, all of them verify and open. */
export type Secrets = Record<SecretName, readonly string[]>;

/**
 * Returns every secret: from the environment, or from `secrets.json` (mode 0600) in the data directory, which the first
 * start creates. Throws with one clear sentence when the file can't be read, written or trusted.
 */
export function loadSecrets(config: SecretSettings): Secrets {
  prepareDataDirectory(config);
  return joinSecrets(config, needsFile(config) ? readOrCreateSecretsFile(config.dataDirectory) : {});
}

/** The same, but without changing anything: null when the first start hasn't created the file yet. */
export function readSecrets(config: SecretSettings): Secrets | null {
  if (!needsFile(config)) return joinSecrets(config, {});
  const file = join(config.dataDirectory, "secrets.json");
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return null;
  return joinSecrets(config, readSecretsFile(file, config.dataDirectory));
}

/** Creates the data directory, if the secrets file belongs there. */
export function prepareDataDirectory(config: SecretSettings): void {
  if (!needsFile(config)) return;
  try {
    makeFolder(config.dataDirectory);
  } catch (cause) {
    throw unusable(config.dataDirectory, cause);
  }
}

function needsFile(config: SecretSettings): boolean {
  return secretNames.some((name) => config.secrets[name] === undefined);
}

function joinSecrets(config: SecretSettings, kept: Partial<Record<SecretName, string>>): Secrets {
  const generationsOf = (name: SecretName): readonly string[] => {
    const generations = config.secrets[name] ?? kept[name]?.split(",");
    if (generations === undefined)
      throw new StartupError(
        `The secrets file in ${config.dataDirectory} lacks ${name}; restore it from a backup or set ${name}.`,
      );
    return generations;
  };
  return {
    AUTH_SECRET: generationsOf("AUTH_SECRET"),
    JWT_SECRET: generationsOf("JWT_SECRET"),
    ENCRYPTION_KEY: generationsOf("ENCRYPTION_KEY"),
    PASSWORD_KEY: generationsOf("PASSWORD_KEY"),
  };
}

function readOrCreateSecretsFile(dataDirectory: string): Partial<Record<SecretName, string>> {
  const file = join(dataDirectory, "secrets.json");
  try {
    createSecretsFile(file);
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (cause) {
    throw unusable(dataDirectory, cause);
  }
  return readSecretsFile(file, dataDirectory);
}

function readSecretsFile(file: string, dataDirectory: string): Partial<Record<SecretName, string>> {
  try {
    return parseSecretsFile(file, readFileSync(file, "utf8"));
  } catch (cause) {
    throw unusable(dataDirectory, cause);
  }
}

function unusable(dataDirectory: string, cause: unknown): StartupError {
  if (isStartupError(cause)) return cause;
  // Another DATA_DIR is no advice: it would start with new secrets and, on SQLite, without the data.
  const reason = explainRefusal(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  return new StartupError(`The data directory ${dataDirectory} can't be used: ${reason}.`, { cause });
}

function createSecretsFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  const secrets = Object.fromEntries(secretNames.map((name) => [name, randomBytes(48).toString("base64url")]));
  createFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
}

function parseSecretsFile(file: string, text: string): Partial<Record<SecretName, string>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new StartupError(
      `The secrets file ${file} is damaged; restore it from a backup. It isn't replaced, because the values that it sealed would be lost.`,
    );
  }
  const secrets: Partial<Record<SecretName, string>> = {};
  for (const name of secretNames) {
    const value: unknown = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, name) : undefined;
    if (typeof value !== "string") continue;
    const weakness = value
      .split(",")
      .map(findSecretWeakness)
      .find((found) => found !== null);
    if (weakness) throw new StartupError(`${name} in ${file} ${weakness}: expected at least 32 random characters.`);
    secrets[name] = value;
  }
  return secrets;
}
