import { createHash } from "node:crypto";
import type { createMemoryLimiter } from "./memory-limiter";

type Limiter = Pick<ReturnType<typeof createMemoryLimiter>, "consume" | "refund" | "reset">;
type Log = { warn(fields: object, message: string): void; info(fields: object, message: string): void };
type RedisLimiterOptions = {
  url: string;
  /** Counts while Redis can't be asked: each process for itself, so nothing is ever without a limit. */
  fallback: Limiter;
  log: Log;
};

// What a request waits for Redis at most, before its use is counted here.
const REPLY_MS = 500;

// One step in Redis, so that processes asking at once can't outrun it. Its own clock ends the window.
const CONSUME = `
local used = tonumber(redis.call("GET", KEYS[1]) or "0")
local left = redis.call("PTTL", KEYS[1])
local limit = tonumber(ARGV[1])
if left < 0 then
  used = 0
  left = tonumber(ARGV[2])
end
if used >= limit then return { 0, used, left } end
redis.call("SET", KEYS[1], used + 1, "PX", left)
return { 1, used + 1, left }`;

const REFUND = `
if tonumber(redis.call("GET", KEYS[1]) or "0") > 0 then redis.call("DECR", KEYS[1]) end
return 0`;

const RESET = `return redis.call("DEL", KEYS[1])`;

/** Counts in Redis, for all processes together. Where Redis is away, `fallback` counts, and the log says so once. */
export async function createRedisLimiter({
  url,
  fallback,
  log,
}: RedisLimiterOptions): Promise<Limiter & { close(): void }> {
  // Loaded where it is used: most installations have one process, and no Redis.
  const { createClient } = await import("@redis/client");
  const client = createClient({
    url,
    // A request must not wait for a connection to come back.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1000,
    socket: { connectTimeout: 2000, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5000) },
  });
  let isAway = false;

  const away = (cause: unknown): void => {
    if (isAway) return;
    isAway = true;
    log.warn(
      { cause: cause instanceof Error ? cause.message : String(cause) },
      "Redis can't be reached: until it can, each process counts its limits for itself",
    );
  };
  const back = (): void => {
    if (isAway) log.info({}, "Redis is back: limits are counted there again");
    isAway = false;
  };
  client.on("error", away);
  client.on("ready", back);
  // Waits for the first try and no longer: a start does not fail by it, and the client goes on trying by itself.
  await new Promise<void>((resolve) => {
    client.once("ready", resolve);
    client.once("error", () => resolve());
    client.connect().catch(away);
  });

  async function ask(script: string, key: string, ...values: number[]): Promise<unknown> {
    const timer = AbortSignal.timeout(REPLY_MS);
    const gaveUp = new Promise<never>((_, reject) =>
      timer.addEventListener("abort", () => reject(new Error(`no reply in ${REPLY_MS} ms`)), { once: true }),
    );
    const reply = await Promise.race([
      client.eval(script, { keys: [nameOf(key)], arguments: values.map(String) }),
      gaveUp,
    ]);
    back();
    return reply;
  }

  return {
    async consume(key, limit) {
      try {
        const [allowed, used, leftMs] = toNumbers(
          await ask(CONSUME, key, limit.requestsMax, limit.windowSeconds * 1000),
        );
        return {
          allowed: allowed === 1,
          limit: limit.requestsMax,
          remaining: Math.max(0, limit.requestsMax - used),
          resetSeconds: Math.max(1, Math.ceil(leftMs / 1000)),
        };
      } catch (cause) {
        away(cause);
        return fallback.consume(key, limit);
      }
    },
    async refund(key) {
      await ask(REFUND, key).catch(away);
      await fallback.refund(key);
    },
    async reset(key) {
      await ask(RESET, key).catch(away);
      await fallback.reset(key);
    },
    close: () => client.destroy(),
  };
}

/** Addresses and names do not stand in Redis as such, and a key is never long. */
function nameOf(key: string): string {
  return `latchkey:limit:${createHash("sha256").update(key).digest("base64url")}`;
}

function toNumbers(reply: unknown): [number, number, number] {
  if (!Array.isArray(reply) || reply.length !== 3) throw new TypeError("Redis gave no decision.");
  const [allowed, used, leftMs] = reply.map(Number);
  return [allowed ?? 0, used ?? 0, leftMs ?? 0];
}
