import { createHash } from "node:crypto";
import { type BreachedHash, countOf, PREFIX_LENGTH } from "@/lib/domain/passwords/breached-hashes";

export type BreachCheckOptions = {
  mode: "off" | "warn" | "block";
  /** URL of the range API or a mirror. */
  url?: string;
  timeoutMs?: number;
};

const HAVE_I_BEEN_PWNED = "https://api.pwnedpasswords.com";

// A padded reply has about a thousand rows of 40 bytes.
const ANSWER_BYTES_MAX = 512 * 1024;

// Padding rows have a count of 0; they hide the real size of the reply.
const row = /^([0-9A-F]{35}):(\d{1,10})$/i;

/**
 * Looks up how often a password appears in known breaches; sends only 5 of the 40 hex digits of its SHA-1. Any failure
 * gives null, because a sign-up must not depend on another service.
 */
export function createBreachCheck({ mode, url = HAVE_I_BEEN_PWNED, timeoutMs = 1000 }: BreachCheckOptions) {
  async function listHashes(prefix: string): Promise<BreachedHash[] | null> {
    if (mode === "off") return null;
    try {
      const answer = await fetchRange(`${url.replace(/\/+$/, "")}/range/${prefix}`, timeoutMs);
      return answer === null ? null : hashesIn(answer);
    } catch {
      return null;
    }
  }

  return {
    /** All breached hashes with the five hex digits, in capitals. */
    listHashes,
    async countBreaches(password: string): Promise<number | null> {
      const digest = createHash("sha1").update(password).digest("hex").toUpperCase();
      const hashes = await listHashes(digest.slice(0, PREFIX_LENGTH));
      return hashes === null ? null : countOf(digest, hashes);
    },
  };
}

async function fetchRange(url: string, timeoutMs: number): Promise<string | null> {
  const response = await fetch(url, {
    headers: { "add-padding": "true", "user-agent": "Latchkey" },
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const body = response.body;
  if (response.status === 200 && body !== null) return readAtMost(body, ANSWER_BYTES_MAX);
  await body?.cancel();
  return null;
}

async function readAtMost(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<string | null> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("latin1");
    chunks.push(value);
    bytes += value.length;
    if (bytes > bytesMax) {
      await reader.cancel();
      return null;
    }
  }
}

/** Null when the reply isn't a list of suffixes, for example from a captive portal. */
function hashesIn(answer: string): BreachedHash[] | null {
  const hashes: BreachedHash[] = [];
  for (const line of answer.trim().split(/\r?\n/)) {
    const [, suffix, count] = row.exec(line) ?? [];
    if (suffix === undefined) return null;
    hashes.push({ suffix: suffix.toUpperCase(), count: Number(count) });
  }
  return hashes;
}
