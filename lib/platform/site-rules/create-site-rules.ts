import { statSync } from "node:fs";
import { join } from "node:path";
import type { SiteRulesSettings } from "@/lib/config";
import { findChangePasswordUrl, findSiteRule, type SiteRule } from "@/lib/domain/rules/find-site-rule";
import type { SiteLists } from "@/lib/domain/rules/site-lists";
import { completeDomain, domainsWithRules } from "./complete-domain";
import { fetchList } from "./fetch-list";
import {
  readFolderState,
  readListFile,
  readListFolder,
  writeListFolder,
  writtenAt,
  type FolderState,
} from "./list-folder";
import { BadList, listFiles, listNames, parseList, type ListName } from "./parse-site-lists";

export type SiteRulesOptions = {
  settings: SiteRulesSettings;
  /** Folder for fetched lists. */
  dataDirectory: string;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  now: () => Date;
  timeoutMs?: number;
};

type Loaded = { lists: SiteLists | null; updatedAt: Date | null; checkedAt: Date | null };

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

const NOT_LOADED: Loaded = { lists: null, updatedAt: null, checkedAt: null };
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
      const { lists, updatedAt, checkedAt } = current();
      return {
        source: settings.source,
        sites: lists === null ? 0 : Object.keys(lists.passwordRules).length,
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
    const lists = isFolder ? readListFolder(path) : readListFile(path);
    if (lists === null) fail(`There is no ${listFiles.passwordRules} where SITE_RULES says.`, path);
    const updatedAt = writtenAt(isFolder ? join(path, listFiles.passwordRules) : path);
    return { lists, updatedAt, checkedAt: updatedAt };
  }

  function loadFolder(): Loaded {
    const lists = readListFolder(folder);
    if (lists === null) return NOT_LOADED;
    const state = readFolderState(folder);
    return {
      lists,
      updatedAt: state?.updatedAt ?? writtenAt(join(folder, listFiles.passwordRules)),
      checkedAt: state?.checkedAt ?? null,
    };
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
      await fetchLists(settings.url);
      problem = null;
      return true;
    } catch (cause) {
      fail(cause instanceof BadList ? cause.message : "The lists could not be fetched.", cause);
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

  async function fetchLists(url: string): Promise<void> {
    const before = current();
    const known = before.lists === null ? null : readFolderState(folder);
    // Sends the ETags of existing files only, so that a deleted file is fetched again.
    const kept = Object.entries(known?.url === url ? known.etags : {}).filter(
      ([name]) => writtenAt(join(folder, listFiles[name as ListName])) !== null,
    );
    const etags: FolderState["etags"] = Object.fromEntries(kept);
    const replies = await Promise.all(
      listNames.map(async (name) => ({
        name,
        reply: await fetchList(`${url}/${listFiles[name]}`, { etag: etags[name], timeoutMs }),
      })),
    );

    const texts: Partial<Record<ListName, string>> = {};
    const newEtags: FolderState["etags"] = { ...etags };
    for (const { name, reply } of replies) {
      if (reply.kind === "unchanged") continue;
      parseList(name, reply.text);
      texts[name] = reply.text;
      if (reply.etag === undefined) delete newEtags[name];
      else newEtags[name] = reply.etag;
    }
    const isNewer = Object.keys(texts).length > 0;
    const checkedAt = now();
    const updatedAt = isNewer ? checkedAt : (before.updatedAt ?? checkedAt);
    writeListFolder(folder, texts, { url, etags: newEtags, updatedAt, checkedAt });
    take(isNewer ? { lists: readListFolder(folder), updatedAt, checkedAt } : { ...before, updatedAt, checkedAt });
    if (isNewer)
      log.info({ sites: Object.keys(loaded?.lists?.passwordRules ?? {}).length }, "fetched the lists of sites' rules");
  }

  /** Logs a problem only when it is new, so that a server without a network logs it once and not at every attempt. */
  function fail(sentence: string, cause: unknown): void {
    if (problem !== sentence) log.warn({ cause }, `sites' rules: ${sentence}`);
    problem = sentence;
  }
}
