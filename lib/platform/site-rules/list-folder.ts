import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SiteLists } from "@/lib/domain/rules/site-lists";
import { makeFolder } from "@/lib/make-folder";
import { replaceFile } from "../replace-file";
import { BadList, listFiles, parseList, type ListName, type Omissions, type ReadList } from "./parse-site-lists";

/** The source, ETags and times of the files in a folder. */
export type FolderState = {
  url: string;
  etags: Partial<Record<ListName, string>>;
  updatedAt: Date;
  /** When all files were last current; null when one never could be fetched. */
  checkedAt: Date | null;
};

/** Lists, what of their files isn't in them, and why an optional list is empty instead. */
export type ReadLists = { lists: SiteLists; omissions: Omissions; problem: string | null };

const STATE_FILE = "state.json";

/** The lists of a folder, or null when it has no rules file; throws when that is invalid. The other lists are optional. */
export function readListFolder(folder: string): ReadLists | null {
  const text = readText(join(folder, listFiles.passwordRules));
  if (text === null) return null;
  const passwordRules = parseList("passwordRules", text);
  const shared = readOptionalList("sharedCredentials", folder, []);
  const urls = readOptionalList("changePasswordUrls", folder, {});
  const all = [passwordRules, shared, urls];
  return {
    lists: { passwordRules: passwordRules.list, sharedCredentials: shared.list, changePasswordUrls: urls.list },
    omissions: {
      skipped: all.flatMap(({ skipped }) => skipped),
      unknownWords: passwordRules.unknownWords,
    },
    problem: shared.problem ?? urls.problem,
  };
}

function readOptionalList<Name extends ListName>(
  name: Name,
  folder: string,
  empty: SiteLists[Name],
): ReadList<Name> & { problem: string | null } {
  const nothing = { list: empty, skipped: [], unknownWords: [] };
  const text = readText(join(folder, listFiles[name]));
  if (text === null) return { ...nothing, problem: null };
  try {
    return { ...parseList(name, text), problem: null };
  } catch (error) {
    if (!(error instanceof BadList)) throw error;
    return { ...nothing, problem: error.message };
  }
}

/** The rules of a single file, or null when it doesn't exist. */
export function readListFile(file: string): ReadLists | null {
  const text = readText(file);
  if (text === null) return null;
  const { list, ...omissions } = parseList("passwordRules", text);
  return {
    lists: { passwordRules: list, sharedCredentials: [], changePasswordUrls: {} },
    omissions,
    problem: null,
  };
}

/**
 * Replaces each file atomically. Writes the state last: a crash before that costs one fetch, and the stored ETags never
 * refer to newer files.
 */
export function writeListFolder(folder: string, texts: Partial<Record<ListName, string>>, state: FolderState): void {
  makeFolder(folder);
  for (const [name, text] of Object.entries(texts)) replaceFile(join(folder, listFiles[name as ListName]), text);
  replaceFile(join(folder, STATE_FILE), `${JSON.stringify(state, null, 2)}\n`);
}

/** Null when there is none, or it is invalid. */
export function readFolderState(folder: string): FolderState | null {
  try {
    const state: unknown = JSON.parse(readText(join(folder, STATE_FILE)) ?? "");
    if (typeof state !== "object" || state === null) return null;
    const { url, etags, updatedAt, checkedAt } = state as Partial<Record<keyof FolderState, unknown>>;
    const dates = [new Date(String(updatedAt)), new Date(String(checkedAt ?? updatedAt))] as const;
    if (
      typeof url !== "string" ||
      typeof etags !== "object" ||
      etags === null ||
      dates.some((date) => Number.isNaN(date.getTime()))
    )
      return null;
    const known = Object.entries(etags).filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return {
      url,
      etags: Object.fromEntries(known),
      updatedAt: dates[0],
      checkedAt: checkedAt === null ? null : dates[1],
    };
  } catch {
    return null;
  }
}

/** Modification time of a file; null when it doesn't exist. */
export function writtenAt(file: string): Date | null {
  return statSync(file, { throwIfNoEntry: false })?.mtime ?? null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
