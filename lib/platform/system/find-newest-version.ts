import type { NewestVersionFacts } from "@/lib/domain/system/system-facts";

const LIMIT_MS = 3_000;
const BYTES_MAX = 1024 * 1024;
const VERSION = /^v?(\d+\.\d+\.\d+)$/;

/**
 * Reads the newest version from an address: text, or JSON with `version` (package.json) or `tag_name` (a release on
 * GitHub or Forgejo). Never rejects.
 */
export async function findNewestVersion(url: string, limitMs = LIMIT_MS): Promise<NewestVersionFacts> {
  try {
    const reply = await fetch(url, {
      signal: AbortSignal.timeout(limitMs),
      headers: { accept: "application/json, */*" },
    });
    if (!reply.ok) return { url, version: null, reason: `it answers with ${reply.status}` };
    const text = await readText(reply);
    const version = text === null ? undefined : VERSION.exec(namedIn(text))?.[1];
    if (version === undefined) return { url, version: null, reason: "it names no version such as 1.2.3" };
    return { url, version, reason: null };
  } catch (error) {
    return { url, version: null, reason: reasonOf(error, limitMs) };
  }
}

/** Null for a reply that is too long. */
async function readText({ body }: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function namedIn(text: string): string {
  try {
    const parsed = JSON.parse(text) as { tag_name?: unknown; version?: unknown } | null;
    return String(parsed?.tag_name ?? parsed?.version ?? "");
  } catch {
    return text.trim();
  }
}

function reasonOf(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DOMException && error.code === DOMException.TIMEOUT_ERR)
    return `no answer within ${limitMs / 1000} seconds`;
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
