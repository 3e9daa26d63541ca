import type { Recipe } from "./recipes";

/** A generator of numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const strangeTexts = [
  "",
  " ",
  "0",
  "-1",
  "1e309",
  "null",
  "true",
  "\u0000",
  "\ud83d",
  "\u202e\u200b",
  "é".repeat(2000),
  "x".repeat(70_000),
  "__proto__",
  "constructor",
  "' OR 1=1 --",
  "%00",
  "../../etc/passwd",
  "{{7*7}}",
  "<script>",
  "2026-02-30T25:61:00Z",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
  "00000000-0000-0000-0000-000000000000",
  "a@b",
  "a@example.org\r\nBcc: b@example.org",
];
const strangeValues: unknown[] = [
  ...strangeTexts,
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  [],
  [[]],
  {},
  { $ne: null },
  Array.from({ length: 2000 }, () => 1),
];

export type Mutated = Recipe & { raw?: string; headers?: Record<string, string> };

/** The recipe with up to three changes of its parameters, body or headers; `names` are all fields of the document. */
export function mutate(
  recipe: Recipe,
  names: { query: readonly string[]; body: readonly string[] },
  random: () => number,
): Mutated {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const mutated: Mutated = structuredClone(recipe);
  const changes = 1 + Math.floor(random() * 3);
  for (let change = 0; change < changes; change += 1) {
    const chance = random();
    if (chance < 0.4 && names.body.length > 0) {
      const body = (mutated.body ??= {});
      const name = random() < 0.9 ? pick(names.body) : pick(["__proto__", "extra", "id", "role"]);
      if (random() < 0.15) delete body[name];
      else
        Object.defineProperty(body, name, {
          value: pick(strangeValues),
          enumerable: true,
          configurable: true,
          writable: true,
        });
    } else if (chance < 0.7 && names.query.length > 0) {
      const name = random() < 0.9 ? pick(names.query) : "extra";
      mutated.query = { ...mutated.query, [name]: pick(strangeTexts).slice(0, 4000) };
    } else if (chance < 0.8 && mutated.params !== undefined) {
      mutated.params = Object.fromEntries(
        Object.keys(mutated.params).map((name) => [name, pick(strangeTexts).slice(0, 500)]),
      );
    } else if (chance < 0.9) {
      mutated.headers = {
        ...mutated.headers,
        ...pick<Record<string, string>>([
          { authorization: "Bearer" },
          { authorization: "Bearer a.b.c" },
          { authorization: "Basic OjpA" },
          { "content-type": "text/plain" },
          { "content-type": "multipart/form-data" },
          { "content-encoding": "gzip" },
          { origin: "not an origin" },
          { accept: "text/html" },
          { "user-agent": "x".repeat(5000) },
          { cookie: "latchkey.session=x" },
        ]),
      };
    } else if (names.body.length > 0) {
      mutated.raw = pick([
        "",
        "{",
        "[]",
        "null",
        '"text"',
        "[".repeat(50_000),
        '{"a":1,"a":2}',
        "\u0000",
        "a=1&a=2",
        "%",
      ]);
    }
  }
  return mutated;
}
