import { statSync } from "node:fs";
import { join } from "node:path";
import type { SiteRulesSettings } from "@/lib/config";
import { findChangePasswordUrl, findSiteRule, type SiteRule } from "@/lib/domain/rules/find-site-rule";
import type { SiteLists } from "@/lib/domain/rules/site-lists";
import { completeDomain, domainsWithRules } from "./complete-domain";
import { fetchList, type FetchedList } from "./fetch-list";
import {
  readFolderState,
  readListFile,
  readListFolder,
  writeListFolder,
  writtenAt,
  type FolderState,
  type ReadLists,
} from "./list-folder";
import { BadList, listFiles, listNames, parseList, type ListName, type Omissions } from "./parse-site-lists";

export type SiteRulesOptions = {
  settings: SiteRulesSettings;
  /** Folder for fetched lists. */
  dataDirectory: string;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  now: () => Date;
  timeoutMs?: number;
};

type Loaded = { lists: SiteLists | null; omissions: Omissions; updatedAt: Date | null; checkedAt: Date | null };

type Fetched = { name: ListName } & ({ reply: FetchedList } | { problem: string; cause: unknown });

/** Changes when a file at a path changes. */
function stampOf(path: string): string {
  const files = [path, ...Object.values(listFiles).map((name) => join(path, name))];
  return files.map(modifiedAtMs).join(" ");
}

function modifiedAtMs(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    // Missing or unreadable; reading it reports which.
    return 0;
  }
}

const NO_OMISSIONS: Omissions = { skipped: [], unknownWords: [] };
const NOT_LOADED: Loaded = { lists: null, omissions: NO_OMISSIONS, updatedAt: null, checkedAt: null };
const FETCH_TIMEOUT_MS = 20 * 1000;

/**
 * Sites' password rules from the configured source. Loads at first use; on any failure the last valid lists stay in
 * use.
 */
export function createSiteRules({ settings, dataDirectory, log, now, timeoutMs = FETCH_TIMEOUT_MS }: SiteRulesOptions) {
  const folder = join(dataDirectory, "site-rules");
  let loaded: Loaded | undefined;
  let domains: readonly string[] | undefined;
  let problem: string | null = null;
  let refreshing: Promise<boolean> | undefined;
  /** Modification times of the operator's own files when they were last read. */
  let stamp: string | undefined;

  return {
    find(hostOrUrl: string): SiteRule | null {
      const { lists } = current();
      return lists === null ? null : findSiteRule(lists, hostOrUrl);
    },
    changePasswordUrl(hostOrUrl: string): string | null {
      const { lists } = current();
      return lists === null ? null : findChangePasswordUrl(lists, hostOrUrl);
    },
    complete(prefix: string, max: number): string[] {
      const { lists } = current();
      if (lists === null) return [];
      domains ??= domainsWithRules(lists);
      return completeDomain(domains, prefix, max);
    },
    status() {
      const { lists, omissions, updatedAt, checkedAt } = current();
      return {
        source: settings.source,
        sites: lists === null ? 0 : Object.keys(lists.passwordRules).length,
        skippedEntries: omissions.skipped,
        unknownWords: omissions.unknownWords,
        updatedAt,
        checkedAt,
        problem,
      };
    },
    refresh(): Promise<boolean> {
      refreshing ??= refresh().finally(() => (refreshing = undefined));
      return refreshing;
    },
  };

  function current(): Loaded {
    if (loaded === undefined) take(load());
    return loaded ?? NOT_LOADED;
  }

  function take(next: Loaded): void {
    loaded = next;
    domains = undefined;
  }

  function load(): Loaded {
    try {
      switch (settings.source) {
        case "off":
          return NOT_LOADED;
        case "file":
          return loadFile(settings.path);
        case "auto":
          return loadFolder();
      }
    } catch (cause) {
      fail(cause instanceof BadList ? cause.message : "The lists can't be read.", cause);
      return NOT_LOADED;
    }
  }

  function loadFile(path: string): Loaded {
    stamp = stampOf(path);
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const read = isFolder ? readListFolder(path) : readListFile(path);
    if (read === null) fail(`There is no ${listFiles.passwordRules} where SITE_RULES says.`, path);
    const updatedAt = writtenAt(isFolder ? join(path, listFiles.passwordRules) : path);
    return loadedFrom(read, updatedAt, updatedAt);
  }

  function loadFolder(): Loaded {
    const read = readListFolder(folder);
    if (read === null) return NOT_LOADED;
    const state = readFolderState(folder);
    const updatedAt = state?.updatedAt ?? writtenAt(join(folder, listFiles.passwordRules));
    return loadedFrom(read, updatedAt, state?.checkedAt ?? null);
  }

  function loadedFrom(read: ReadLists | null, updatedAt: Date | null, checkedAt: Date | null): Loaded {
    if (read === null) return { ...NOT_LOADED, updatedAt, checkedAt };
    if (read.problem !== null) fail(read.problem, read.problem);
    return { lists: read.lists, omissions: read.omissions, updatedAt, checkedAt };
  }

  async function refresh(): Promise<boolean> {
    if (settings.source === "off") return true;
    if (settings.source === "file") {
      // The first load is at start, so that a wrong path is reported then and not at the first look-up.
      if (loaded === undefined) current();
      else if (stamp !== stampOf(settings.path)) reload(settings.path);
      return problem === null;
    }
    try {
      const failure = await fetchLists(settings.url);
      if (failure === null) problem = null;
      else fail(failure.problem, failure.cause);
      return failure === null;
    } catch (cause) {
      fail("The lists could not be stored.", cause);
      return false;
    }
  }

  /** The last valid lists stay in use until the new ones are valid. */
  function reload(path: string): void {
    const before = problem;
    problem = null;
    try {
      const next = loadFile(path);
      if (next.lists === null) return;
      take(next);
      log.info({ sites: Object.keys(next.lists.passwordRules).length }, "read the lists of sites' rules anew");
    } catch (cause) {
      problem = before;
      fail(cause instanceof BadList ? cause.message : "The lists can't be read.", cause);
    }
  }

  /** A list that can't be fetched or read costs only that list. Returns the first problem. */
  async function fetchLists(url: string): Promise<{ problem: string; cause: unknown } | null> {
    const before = current();
    const known = before.lists === null ? null : readFolderState(folder);
    // Sends the ETags of existing files only, so that a deleted file is fetched again.
    const kept = Object.entries(known?.url === url ? known.etags : {}).filter(
      ([name]) => writtenAt(join(folder, listFiles[name as ListName])) !== null,
    );
    const etags: FolderState["etags"] = Object.fromEntries(kept);
    const fetched = await Promise.all(listNames.map((name) => fetchOne(name, url, etags[name])));
    const failures = fetched.flatMap((one) => ("problem" in one ? [one] : []));
    const [failure = null] = failures;
    if (failures.length === listNames.length) return failure;

    const texts: Partial<Record<ListName, string>> = {};
    const newEtags: FolderState["etags"] = { ...etags };
    for (const one of fetched) {
      if ("problem" in one || one.reply.kind === "unchanged") continue;
      texts[one.name] = one.reply.text;
      if (one.reply.etag === undefined) delete newEtags[one.name];
      else newEtags[one.name] = one.reply.etag;
    }
    const isNewer = Object.keys(texts).length > 0;
    const checkedAt = failure === null ? now() : before.checkedAt;
    const updatedAt = isNewer ? now() : (before.updatedAt ?? now());
    writeListFolder(folder, texts, { url, etags: newEtags, updatedAt, checkedAt });
    take(isNewer ? loadFolder() : { ...before, updatedAt, checkedAt });
    if (isNewer) {
      const { lists, omissions } = loaded ?? NOT_LOADED;
      const sites = Object.keys(lists?.passwordRules ?? {}).length;
      log.info({ sites, skipped: omissions.skipped.length }, "fetched the lists of sites' rules");
    }
    return failure;
  }

  async function fetchOne(name: ListName, url: string, etag: string | undefined): Promise<Fetched> {
    try {
      const reply = await fetchList(`${url}/${listFiles[name]}`, { etag, timeoutMs });
      if (reply.kind === "fetched") parseList(name, reply.text);
      return { name, reply };
    } catch (cause) {
      return {
        name,
        problem: cause instanceof BadList ? cause.message : "The site rules lists can't be fetched.",
        cause,
      };
    }
  }

  /** Logs a problem only when it is new, so that a server without a network logs it once and not at every attempt. */
  function fail(sentence: string, cause: unknown): void {
    if (problem !== sentence) log.warn({ cause }, `sites' rules: ${sentence}`);
    problem = sentence;
  }
}
