import { createHash } from "node:crypto";
import type { createMemoryLimiter } from "./memory-limiter";
import { slotMsOf, type LimitDecision, type LimitedUse } from "./sliding-window";

type Limiter = Pick<ReturnType<typeof createMemoryLimiter>, "consume" | "refund" | "reset">;
type Log = { warn(fields: object, message: string): void; info(fields: object, message: string): void };
type RedisLimiterOptions = {
  url: string;
  /** Counts while Redis can't be reached: each process by itself, so nothing is ever without a limit. */
  fallback: Limiter;
  log: Log;
  /** How long a request waits for Redis, in milliseconds, before its use is counted in this process instead. */
  replyMs?: number;
};

// How long a start waits for Redis.
const START_MS = 2000;
// After a missing reply, Redis isn't asked for this long, so that a log-in waits for it once and not at every step.
const PAUSE_MS = 2000;

// The sliding windows of memory-limiter.ts: each key is a hash from the start of a slot to its uses. All keys are
// checked before any is counted, in one atomic script, so parallel processes can't exceed the limit. The time is
// Redis's own clock.
const CONSUME = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local used, oldest = {}, {}
for i, key in ipairs(KEYS) do
  local limit, window, slot = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local fields = redis.call("HGETALL", key)
  used[i], oldest[i] = 0, now + window
  for j = 1, #fields, 2 do
    local lapses = tonumber(fields[j]) + slot - 1 + window
    if lapses <= now then
      redis.call("HDEL", key, fields[j])
    else
      used[i] = used[i] + tonumber(fields[j + 1])
      if lapses < oldest[i] then oldest[i] = lapses end
    end
  end
  if used[i] >= limit then return { i, used[i], oldest[i] - now } end
end
local reply = { 0 }
for i, key in ipairs(KEYS) do
  local window, slot = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  redis.call("HINCRBY", key, string.format("%.0f", now - now % slot), 1)
  redis.call("PEXPIRE", key, window + slot)
  reply[#reply + 1] = used[i] + 1
  reply[#reply + 1] = oldest[i] - now
end
return reply`;

const REFUND = `
for _, key in ipairs(KEYS) do
  local newest
  for _, field in ipairs(redis.call("HKEYS", key)) do
    if newest == nil or tonumber(field) > tonumber(newest) then newest = field end
  end
  if newest and redis.call("HINCRBY", key, newest, -1) < 1 then redis.call("HDEL", key, newest) end
end
return 0`;

const RESET = `return redis.call("DEL", unpack(KEYS))`;

/**
 * Counts in Redis, for all processes together. While Redis can't be reached, `fallback` counts, and the log says so
 * once.
 */
export async function createRedisLimiter({
  url,
  fallback,
  log,
  replyMs = 500,
}: RedisLimiterOptions): Promise<Limiter & { isUp(): boolean; close(): void }> {
  // Loaded on demand: most installations have one process and no Redis.
  const { createClient } = await import("@redis/client");
  const client = createClient({
    url,
    // A request must not wait for a reconnect.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1000,
    socket: { connectTimeout: 2000, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5000) },
  });
  let isAway = false;
  let pausedUntilMs = 0;

  const away = (cause: unknown): void => {
    if (isAway) return;
    isAway = true;
    log.warn(
      { cause: cause instanceof Error ? cause.message : String(cause) },
      "Redis is unavailable: each process counts rate limits for itself until it is back",
    );
  };
  const back = (): void => {
    if (isAway) log.info({}, "Redis is available again: rate limits are shared");
    isAway = false;
    pausedUntilMs = 0;
  };
  client.on("error", away);
  client.on("ready", back);
  // Waits for the first attempt only: the server starts without Redis, and the client keeps reconnecting.
  await new Promise<void>((resolve) => {
    // A frozen Redis accepts the connection, and then neither event comes.
    const limit = setTimeout(() => {
      away(new Error(`no reply in ${START_MS} ms`));
      resolve();
    }, START_MS);
    const end = (): void => {
      clearTimeout(limit);
      resolve();
    };
    client.once("ready", end);
    client.once("error", end);
    client.connect().catch(away);
  });

  async function ask(script: Script, uses: readonly LimitedUse[], values: readonly number[] = []): Promise<unknown> {
    if (performance.now() < pausedUntilMs) throw new Error("Redis gave no reply a moment ago.");
    const options = { keys: uses.map(nameOf), arguments: values.map(String) };
    const evaluate = async (): Promise<unknown> => {
      try {
        return await client.evalSha(script.sha, options);
      } catch (cause) {
        if (!(cause instanceof Error) || !cause.message.startsWith("NOSCRIPT")) throw cause;
        return client.eval(script.text, options);
      }
    };
    const reply = await withDeadline(evaluate());
    back();
    return reply;
  }

  async function withDeadline<Reply>(reply: Promise<Reply>): Promise<Reply> {
    let timer: NodeJS.Timeout | undefined;
    let isDue: NodeJS.Immediate | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // When this process was busy, the reply has arrived and is only not read yet. It is read before the next turn.
        isDue = setImmediate(() => {
          pausedUntilMs = performance.now() + PAUSE_MS;
          reject(new Error(`no reply in ${replyMs} ms`));
        });
      }, replyMs);
    });
    // Ignores a reply after the deadline; without a handler its failure would be an unhandled rejection.
    reply.catch(() => undefined);
    return Promise.race([reply, deadline]).finally(() => {
      clearTimeout(timer);
      clearImmediate(isDue);
    });
  }

  return {
    async consume(uses) {
      const settings = uses.flatMap((use) => [use.requestsMax, use.windowSeconds * 1000, slotMsOf(use)]);
      try {
        return decisionsOf(uses, toNumbers(await ask(consumeScript, uses, settings)));
      } catch (cause) {
        away(cause);
        return fallback.consume(uses);
      }
    },
    async refund(uses) {
      await Promise.all([ask(refundScript, uses).catch(away), fallback.refund(uses)]);
    },
    async reset(uses) {
      await Promise.all([ask(resetScript, uses).catch(away), fallback.reset(uses)]);
    },
    /** False while each process counts for itself. */
    isUp: () => !isAway && client.isReady,
    close: () => client.destroy(),
  };
}

type Script = { text: string; sha: string };

/** EVALSHA names a script by the SHA-1 of its text, so that the text crosses the network once. */
function scriptOf(text: string): Script {
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}

const consumeScript = scriptOf(CONSUME);
const refundScript = scriptOf(REFUND);
const resetScript = scriptOf(RESET);

/** Keys are hashed: Redis holds no addresses or names, and no long key. */
function nameOf({ key }: LimitedUse): string {
  return `latchkey:uses:${createHash("sha256").update(key).digest("base64url")}`;
}

function decisionsOf(uses: readonly LimitedUse[], [refusedBy = 0, ...rest]: readonly number[]): LimitDecision[] {
  const decide = (use: LimitedUse, allowed: boolean, used = 0, resetMs = 0): LimitDecision => ({
    key: use.key,
    allowed,
    limit: use.requestsMax,
    remaining: Math.max(0, use.requestsMax - used),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  });
  const refusing = uses[refusedBy - 1];
  if (refusing !== undefined) return [decide(refusing, false, rest[0], rest[1])];
  return uses.map((use, index) => decide(use, true, rest[2 * index], rest[2 * index + 1]));
}

function toNumbers(reply: unknown): number[] {
  if (!Array.isArray(reply) || reply.length < 3) throw new TypeError("Redis returned no decision.");
  return reply.map(Number);
}
