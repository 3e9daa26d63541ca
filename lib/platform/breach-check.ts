import { createHash } from "node:crypto";

export type BreachCheckOptions = {
  mode: "off" | "warn" | "block";
  /** Where the range API stands; a mirror of it may be named. */
  url?: string;
  timeoutMs?: number;
};

const HAVE_I_BEEN_PWNED = "https://api.pwnedpasswords.com";

// A padded answer has some thousand rows of 40 bytes.
const ANSWER_BYTES_MAX = 512 * 1024;

// Zero is the count of padding: rows that are nobody's, so that the size of an answer tells nothing.
const row = /^([0-9A-F]{35}):(\d{1,10})$/i;

/**
 * Asks how often a password stands in known breaches, and sends no more of it than 5 of 40 digits of its SHA-1. Whatever
 * goes wrong gives null: a sign-up must not depend on another's service.
 */
export function createBreachCheck({ mode, url = HAVE_I_BEEN_PWNED, timeoutMs = 1000 }: BreachCheckOptions) {
  return {
    async countBreaches(password: string): Promise<number | null> {
      if (mode === "off") return null;
      const digest = createHash("sha1").update(password).digest("hex").toUpperCase();
      try {
        const answer = await fetchRange(`${url.replace(/\/+$/, "")}/range/${digest.slice(0, 5)}`, timeoutMs);
        return answer === null ? null : countIn(answer, digest.slice(5));
      } catch {
        return null;
      }
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

/** Null when the answer is not a list of suffixes: a captive portal says nothing about a password. */
function countIn(answer: string, suffix: string): number | null {
  let count = 0;
  for (const line of answer.trim().split(/\r?\n/)) {
    const [, rowSuffix, digits] = row.exec(line) ?? [];
    if (rowSuffix === undefined) return null;
    if (rowSuffix.toUpperCase() === suffix) count = Number(digits);
  }
  return count;
}
