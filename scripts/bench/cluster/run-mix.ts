import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** A kind of request, with its share of all. */
export type Kind = { name: string; share: number; next(): Call };

export type Call = { method: "GET" | "POST"; path: string; headers: Record<string, string>; body?: string };

export type Outcome = {
  milliseconds: number[];
  /** Told to come back later, as a log-in may be. */
  refused: number;
  /** What went wrong, by its words, with how often. */
  errors: Map<string, number>;
};

const CLIENTS = 32;
const REFUSED_PAUSE_MS = 200;

/**
 * Clients that each send one request after the other, over connections that stay open, until `work` has ended. Returns the outcome of
 * each kind.
 */
export async function runMix(
  origin: string,
  kinds: readonly Kind[],
  work: () => Promise<unknown>,
): Promise<Map<string, Outcome>> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const outcomes = new Map<string, Outcome>(
    kinds.map(({ name }) => [name, { milliseconds: [], refused: 0, errors: new Map() }]),
  );
  let going = true;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (going) {
      const kind = draw(kinds);
      const outcome = outcomes.get(kind.name);
      if (outcome === undefined) continue;
      const startedAt = performance.now();
      const status = await send(agent, origin, kind.next()).catch((error: Error) => error.message);
      if (status === 200) outcome.milliseconds.push(performance.now() - startedAt);
      else if (status === 503) {
        outcome.refused += 1;
        await pause(REFUSED_PAUSE_MS);
      } else outcome.errors.set(String(status), (outcome.errors.get(String(status)) ?? 0) + 1);
    }
  });
  try {
    await work();
  } finally {
    going = false;
    await Promise.all(clients);
    agent.destroy();
  }
  return outcomes;
}

function draw(kinds: readonly Kind[]): Kind {
  let left = Math.random() * kinds.reduce((sum, { share }) => sum + share, 0);
  for (const kind of kinds) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  throw new Error("A mix needs a kind of request.");
}

/** The status, once the whole reply has come. */
function send(agent: Agent, origin: string, { method, path, headers, body }: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(origin + path, { agent, method, headers }, (incoming) => {
      incoming.resume();
      incoming.on("error", reject);
      incoming.on("end", () => resolve(incoming.statusCode ?? 0));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
