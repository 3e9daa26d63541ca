import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { SiteLists } from "@/lib/domain/rules/site-lists";
import { listFiles, parseList, type ListName } from "./parse-site-lists";

/** What is known of the files in a folder: where they are from, under which tags, and when. */
export type FolderState = {
  url: string;
  etags: Partial<Record<ListName, string>>;
  updatedAt: Date;
  checkedAt: Date;
};

const STATE_FILE = "state.json";

/** The lists of a folder, or null where it has none; throws for one that is broken. Only the rules have to be there. */
export function readListFolder(folder: string): SiteLists | null {
  const passwordRules = readText(join(folder, listFiles.passwordRules));
  if (passwordRules === null) return null;
  const sharedCredentials = readText(join(folder, listFiles.sharedCredentials));
  const changePasswordUrls = readText(join(folder, listFiles.changePasswordUrls));
  return {
    passwordRules: parseList("passwordRules", passwordRules),
    sharedCredentials: sharedCredentials === null ? [] : parseList("sharedCredentials", sharedCredentials),
    changePasswordUrls: changePasswordUrls === null ? {} : parseList("changePasswordUrls", changePasswordUrls),
  };
}

/** The rules of a file alone, or null where there is none. */
export function readListFile(file: string): SiteLists | null {
  const text = readText(file);
  return text === null
    ? null
    : { passwordRules: parseList("passwordRules", text), sharedCredentials: [], changePasswordUrls: {} };
}

/** Each file is replaced whole. The state comes last: a crash before it costs a fetch, and tags never run ahead of files. */
export function writeListFolder(folder: string, texts: Partial<Record<ListName, string>>, state: FolderState): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(texts)) replaceFile(join(folder, listFiles[name as ListName]), text);
  replaceFile(join(folder, STATE_FILE), `${JSON.stringify(state, null, 2)}\n`);
}

/** Null where there is none, or none that makes sense. */
export function readFolderState(folder: string): FolderState | null {
  try {
    const state: unknown = JSON.parse(readText(join(folder, STATE_FILE)) ?? "");
    if (typeof state !== "object" || state === null) return null;
    const { url, etags, updatedAt, checkedAt } = state as Partial<Record<keyof FolderState, unknown>>;
    const dates = [new Date(String(updatedAt)), new Date(String(checkedAt))] as const;
    if (
      typeof url !== "string" ||
      typeof etags !== "object" ||
      etags === null ||
      dates.some((date) => Number.isNaN(date.getTime()))
    )
      return null;
    const known = Object.entries(etags).filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return { url, etags: Object.fromEntries(known), updatedAt: dates[0], checkedAt: dates[1] };
  } catch {
    return null;
  }
}

/** When a file was last written; null where there is none. */
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

function replaceFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  try {
    const descriptor = openSync(/* turbopackIgnore: true */ draft, "w", 0o600);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
