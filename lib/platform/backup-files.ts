import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { copyFile, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream as WebStream } from "node:stream/web";
import { createGunzip, createGzip } from "node:zlib";
import { Decrypter, Encrypter, type Identity, type Recipient } from "age-encryption";
import { extract as createExtract, pack as createPack } from "tar-stream";
import { AppError, isAppError, isStartupError, StartupError } from "@/lib/errors";
import { makeFolder } from "@/lib/make-folder";
import { explainRefusal } from "@/lib/start-failures";
import { flushFolder, replaceFile } from "./replace-file";

const MANIFEST = "manifest.json";
const MANIFEST_MAX = 1024 * 1024;
const PART_NAME = /^(?:latchkey\.db|tables\/\w{1,60}\.ndjson|secrets\.json|site-rules\/[\w-]{1,60}\.json)$/;
const AGE = "age-encryption.org/v1\n";
const GZIP = Buffer.from([0x1f, 0x8b]);
// A backup must not fill the disk of a running server.
const SPARE_BYTES = 64 * 1024 * 1024;
// Twice as fast as the default, and a database gets little larger.
const GZIP_LEVEL = 3;

/** Who can open an archive: who has the passphrase, or a recipient's identity. */
export type ArchiveLock = { passphrase: string } | { recipients: readonly string[] };
export type ArchiveKey = { passphrase: string } | { identities: readonly string[] };
type Opener = (decrypter: Decrypter) => void;
type Part = { name: string; bytes: number; sha256: string };

/**
 * Backup archives: a tar file, compressed with gzip, and encrypted with age where it has a lock. The prefix names the work
 * folders.
 */
export function createBackupFiles(workPrefix = ".latchkey-backup-") {
  const folders = new Set<string>();
  const drafts = new Set<string>();

  return {
    /** A private folder in the file system of `file`, for work on it. */
    makeWorkFolder(file: string): string {
      makeFolder(dirname(file));
      const folder = mkdtempSync(join(dirname(file), workPrefix));
      folders.add(folder);
      return folder;
    },
    removeWorkFolder(folder: string): void {
      rmSync(folder, { recursive: true, force: true });
      folders.delete(folder);
    },
    /** Refuses when so many bytes, with some to spare for the server, don't fit into a work folder. */
    requireSpace(folder: string, bytes: number): void {
      const { bavail, bsize } = statfsSync(folder);
      if (bavail * bsize >= bytes + SPARE_BYTES) return;
      const needed = Math.ceil((bytes + SPARE_BYTES) / 1_000_000);
      throw new StartupError(
        `The disk is too full: a backup needs ${needed} MB for a while in ${dirname(folder)}. Free some space.`,
      );
    },
    /** Removes work folders and unfinished archives, also of an interrupted command. */
    cleanUp(): void {
      for (const path of [...folders, ...drafts]) rmSync(path, { recursive: true, force: true });
      folders.clear();
      drafts.clear();
    },
    /** Refuses a name that is taken or can't be used. */
    requireNewFile(file: string): void {
      if (existsSync(file)) throw new AppError("conflict", `${file} already exists: choose another name.`);
      if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true)
        throw new AppError("not_found", `The folder ${dirname(file)} doesn't exist: create it first.`);
      if (existsSync(`${file}.part`))
        throw new AppError(
          "conflict",
          `${file}.part exists: another backup is writing it, or was interrupted. In that case remove it.`,
        );
    },
    /** Copies the site lists and, if wanted, the secrets of a data folder. Returns the names of the parts. */
    async collect(dataDirectory: string, folder: string, { withSecrets }: { withSecrets: boolean }): Promise<string[]> {
      const lists = await readdir(join(dataDirectory, "site-rules")).catch(() => []);
      const names = [...lists.map((name) => `site-rules/${name}`), ...(withSecrets ? ["secrets.json"] : [])].filter(
        (name) => PART_NAME.test(name) && existsSync(join(dataDirectory, name)),
      );
      for (const name of names) {
        makeFolder(dirname(join(folder, name)));
        await copyFile(join(dataDirectory, name), join(folder, name));
      }
      return names;
    },
    async describe(folder: string, names: readonly string[]): Promise<Part[]> {
      const parts: Part[] = [];
      for (const name of names) {
        const hash = createHash("sha256");
        let bytes = 0;
        for await (const chunk of createReadStream(join(folder, name)) as AsyncIterable<Buffer>) {
          hash.update(chunk);
          bytes += chunk.length;
        }
        parts.push({ name, bytes, sha256: hash.digest("hex") });
      }
      return parts;
    },
    /** Writes an unfinished archive, which `unpackDraft` can open without the recipient's identity. */
    async writeDraft(
      file: string,
      {
        folder,
        parts,
        manifest,
        lock,
      }: { folder: string; parts: readonly Part[]; manifest: string; lock: ArchiveLock | null },
    ): Promise<{ unpackDraft: (into: string, accept: Accept) => Promise<Part[]> }> {
      const draft = `${file}.part`;
      const pack = createPack();
      const fill = async (): Promise<void> => {
        pack.entry({ name: MANIFEST, mode: 0o600 }, manifest);
        for (const { name, bytes } of parts)
          await pipeline(createReadStream(join(folder, name)), pack.entry({ name, size: bytes, mode: 0o600 }));
        pack.finalize();
      };
      const { encrypt, opener } = prepareLock(lock);
      const output = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
      output.once("open", () => drafts.add(draft));
      const filled = fill().catch((error: unknown) => {
        pack.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
      });
      // The pipeline's own failure is the cause where both fail.
      filled.catch(() => undefined);
      await pipeline(pack, createGzip({ level: GZIP_LEVEL }), encrypt, output);
      await filled;
      return { unpackDraft: (into, accept) => unpack(draft, into, opener, accept) };
    },
    /** Gives a finished archive its name. */
    publish(file: string): void {
      renameSync(`${file}.part`, file);
      drafts.delete(`${file}.part`);
      flushFolder(dirname(file));
    },
    async inspect(file: string): Promise<{ bytes: number; encryption: "none" | "passphrase" | "recipients" }> {
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats?.isFile() !== true) throw new AppError("not_found", `${file} doesn't exist or isn't a file.`);
      const handle = await open(file);
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
        const head = buffer.subarray(0, bytesRead);
        const isAge = head.toString("latin1").startsWith(AGE);
        if (!isAge && !head.subarray(0, 2).equals(GZIP))
          throw new AppError("validation", `${file} isn't a backup of Latchkey.`);
        const isByPassphrase = head.toString("latin1", AGE.length).startsWith("-> scrypt");
        return { bytes: stats.size, encryption: !isAge ? "none" : isByPassphrase ? "passphrase" : "recipients" };
      } finally {
        await handle.close();
      }
    },
    /** Unpacks an archive into a folder; `accept` gets the manifest first and refuses by throwing. */
    async unpack(file: string, into: string, { key, accept }: { key: ArchiveKey | null; accept: Accept }) {
      const { encryption } = await this.inspect(file);
      if (encryption !== "none" && key === null)
        throw new AppError("validation", `${file} is encrypted: give its key.`);
      return unpack(file, into, encryption === "none" || key === null ? null : openerOf(key), accept);
    },
    /** Copies texts from a folder to the data folder. What differs there is kept with the suffix; returns those names. */
    async place(folder: string, dataDirectory: string, names: readonly string[], suffix: string): Promise<string[]> {
      const kept: string[] = [];
      for (const name of names) {
        const target = join(dataDirectory, name);
        if (existsSync(target)) {
          const [[before], [after]] = [await this.describe(dataDirectory, [name]), await this.describe(folder, [name])];
          if (before?.sha256 === after?.sha256) continue;
          renameSync(target, target + suffix);
          kept.push(target + suffix);
        }
        makeFolder(dirname(target));
        // The data folder may be on another disk than the database.
        replaceFile(target, readFileSync(join(folder, name), "utf8"));
      }
      return kept;
    },
  };
}

type Accept = (manifest: string) => void;
type Encrypt = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

function prepareLock(lock: ArchiveLock | null): { encrypt: Encrypt; opener: Opener | null } {
  if (lock === null) return { encrypt: (source) => source, opener: null };
  const encrypter = new Encrypter();
  let opener: Opener;
  if ("passphrase" in lock) {
    encrypter.setPassphrase(lock.passphrase);
    opener = (decrypter) => decrypter.addPassphrase(lock.passphrase);
  } else {
    for (const recipient of lock.recipients) addRecipient(encrypter, recipient);
    const witness = createWitness();
    encrypter.addRecipient(witness);
    opener = (decrypter) => decrypter.addIdentity(witness);
  }
  return {
    encrypt: async function* (source) {
      yield* (await encrypter.encrypt(toWebStream(source))) as AsyncIterable<Uint8Array>;
    },
    opener,
  };
}

function toWebStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  // Two names of one class.
  return WebStream.from(source) as ReadableStream<Uint8Array>;
}

/** Remembers the key of one file in this process, so that it can be checked. It leaves nothing in the file. */
function createWitness(): Recipient & Identity {
  let known: Uint8Array | null = null;
  return {
    wrapFileKey: (fileKey) => {
      known = Uint8Array.from(fileKey);
      return [];
    },
    unwrapFileKey: () => known,
  };
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (cause) {
    throw new AppError("validation", `${recipient} isn't an age recipient: expected age1…`, { cause });
  }
}

function openerOf(key: ArchiveKey): Opener {
  return (decrypter) => {
    if ("passphrase" in key) return decrypter.addPassphrase(key.passphrase);
    for (const identity of key.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch (cause) {
        throw new AppError("validation", "The identity isn't one of age: expected AGE-SECRET-KEY-1…", { cause });
      }
    }
  };
}

async function unpack(file: string, into: string, opener: Opener | null, accept: Accept): Promise<Part[]> {
  const decrypted = opener === null ? null : await decrypt(file, opener);
  const extract = createExtract();
  const source = decrypted ?? createReadStream(file);
  let failure: unknown;
  const flow = pipeline(source, createGunzip() as Transform, extract).catch((error: unknown) => (failure = error));
  try {
    return await readEntries(extract, into, accept);
  } catch (error) {
    extract.destroy();
    await flow;
    if (isAppError(error) || isStartupError(error) || explainRefusal(error) !== null) throw error;
    throw damaged(file, failure ?? error);
  } finally {
    await flow;
    if (failure !== undefined) extract.destroy();
  }
}

async function decrypt(file: string, opener: Opener): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  opener(decrypter);
  const source = createReadStream(file);
  try {
    return await decrypter.decrypt(toWebStream(source));
  } catch (cause) {
    source.destroy();
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (reason.includes("no identity matched"))
      throw new AppError(
        "validation",
        `${file} can't be opened with this key: the passphrase or identity is another one.`,
        {
          cause,
        },
      );
    throw damaged(file, cause);
  }
}

async function readEntries(extract: ReturnType<typeof createExtract>, into: string, accept: Accept): Promise<Part[]> {
  const parts: Part[] = [];
  let isAccepted = false;
  for await (const entry of extract) {
    const { name, type, size = 0 } = entry.header;
    if (!isAccepted) {
      if (name !== MANIFEST || type !== "file" || size > MANIFEST_MAX)
        throw new AppError("validation", "The archive isn't a backup of Latchkey: it doesn't begin with a manifest.");
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
      accept(Buffer.concat(chunks).toString("utf8"));
      isAccepted = true;
      continue;
    }
    if (type !== "file" || !PART_NAME.test(name) || parts.some((part) => part.name === name))
      throw new AppError("validation", `The archive has a part that no backup has: ${JSON.stringify(name)}.`);
    const target = join(into, name);
    makeFolder(dirname(target));
    const hash = createHash("sha256");
    let bytes = 0;
    await pipeline(
      entry as AsyncIterable<Buffer>,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(target, { flags: "wx", mode: 0o600, flush: true }),
    );
    parts.push({ name, bytes, sha256: hash.digest("hex") });
  }
  if (!isAccepted) throw new AppError("validation", "The archive isn't a backup of Latchkey: it is empty.");
  return parts;
}

function damaged(file: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError("validation", `${file} is truncated or damaged (${reason}): use another backup.`, { cause });
}
