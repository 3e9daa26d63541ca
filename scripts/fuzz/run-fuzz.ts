import { z } from "zod";
import { describeApi } from "@/lib/web/openapi/openapi";
import { aliasesOf, type Operation } from "@/lib/web/operations/operation";
import { operations, type OperationId } from "@/lib/web/operations/operations";
import { mutate, seededRandom, type Mutated } from "./mutate";
import { recipes } from "./recipes";
import { actors, createWorld, type Actor, type Answer, type Ask } from "./world";

export type FuzzOutcome = {
  /** The paths of operations with a 2xx, by method. */
  succeeded: ReadonlyMap<string, number>;
  /** Each kind of wrong answer, how often it came, and one of its texts. */
  problems: ReadonlyMap<string, { count: number; example: string }>;
};

/** How many requests one recipe makes. What a recipe prepares costs more than they do. */
const REQUESTS_PER_RECIPE = 8;

const rows = Object.entries(operations) as [OperationId, Operation][];

/**
 * Sends a successful request to every operation and alias, then `requests` changed ones. A 5xx, a status that the document
 * doesn't list and an operation without a 2xx are problems.
 */
export async function runFuzz({
  requests,
  seed,
  progress = () => undefined,
}: {
  requests: number;
  seed: number;
  progress?: (sent: number) => void;
}): Promise<FuzzOutcome> {
  const random = seededRandom(seed);
  const paths = describeApi().paths ?? {};
  const problems = new Map<string, { count: number; example: string }>();
  const succeeded = new Map<string, number>();
  const world = await createWorld();
  try {
    for (const [id, row] of rows)
      for (const path of pathsOf(row)) check(row, path, await send(row, path, await recipes[id](world)));
    const names = rows.flatMap(([, row]) => pathsOf(row).map((path) => `${row.method} ${path}`));
    for (const name of names.filter((each) => !succeeded.has(each))) report(`no 2xx: ${name}`, "");

    let sent = 0;
    while (sent < requests) {
      const [id, row] = pick(rows);
      const path = pick(pathsOf(row));
      const made = await recipes[id](world);
      for (const actor of Array.from({ length: REQUESTS_PER_RECIPE }, () => pick(actors)).slice(0, requests - sent)) {
        const mutated = random() < 0.1 ? made : mutate(made, namesOf(row), random);
        check(row, path, await send(row, path, await withActor(mutated, actor)));
        sent += 1;
        if (sent % 1000 === 0) progress(sent);
      }
    }
  } finally {
    await world.close();
  }
  return { succeeded, problems };

  function pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(random() * items.length)] as Item;
  }

  /** Half of the requests keep the token that they need; the others have that of an actor. */
  async function withActor(asked: Mutated, actor: Actor): Promise<Mutated> {
    if (random() < 0.5) return asked;
    const { token: _, ...rest } = asked;
    return actor === "anonymous" ? rest : { ...rest, token: (await world.session(actor)).access };
  }

  function send(
    row: Operation,
    path: string,
    { params = {}, query = {}, body, raw, headers, token }: Mutated,
  ): Promise<Answer> {
    const filled = path.replace(
      /\{(\w+)\}/g,
      // An id can be half of a surrogate pair, which only a buffer makes encodable.
      (_, name: string) => encodeURIComponent(Buffer.from(params[name] ?? "-").toString()) || "-",
    );
    const ask: Ask = { method: row.method, path: filled, query: new URLSearchParams(query).toString() };
    if (row.body !== undefined) ask.body = row.form === "only" ? textsOf(body ?? {}) : (body ?? {});
    if (row.form === "only") ask.form = true;
    if (raw !== undefined && row.body !== undefined) ask.raw = raw;
    if (headers !== undefined) ask.headers = headers;
    if (token !== undefined) ask.token = token;
    return world.send(ask);
  }

  function check(row: Operation, path: string, { status, text }: Answer): void {
    const name = `${row.method} ${path}`;
    if (status >= 200 && status < 300) succeeded.set(name, (succeeded.get(name) ?? 0) + 1);
    if (status >= 500) report(`${status}: ${name}`, text);
    else if (!(status in (paths[path]?.[row.method.toLowerCase() as "get"]?.responses ?? {})))
      report(`undocumented ${status}: ${name}`, text);
  }

  function report(name: string, text: string): void {
    const found = problems.get(name);
    problems.set(name, { count: (found?.count ?? 0) + 1, example: found?.example ?? text.slice(0, 300) });
  }
}

function pathsOf(row: Operation): readonly string[] {
  return [row.path, ...aliasesOf(row)];
}

function namesOf({ query, body }: Operation): { query: string[]; body: string[] } {
  return { query: query === undefined ? [] : fieldNames(query), body: body === undefined ? [] : fieldNames(body) };
}

function fieldNames(schema: z.ZodType): string[] {
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const parts = [described, ...(described.oneOf ?? []), ...(described.anyOf ?? [])];
  return [...new Set(parts.flatMap((part) => Object.keys(Object(Object(part).properties))))];
}

function textsOf(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}
