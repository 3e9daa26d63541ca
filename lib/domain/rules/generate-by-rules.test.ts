import fc from "fast-check";
import { expect, test } from "vitest";
import { secureRandom } from "@/lib/domain/random";
import { anyPattern } from "@/lib/domain/testing/any-pattern";
import { anySiteRules, keepsSiteRules, writeSiteRules } from "@/lib/domain/testing/any-site-rules";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { allBut, stringsOver } from "@/lib/domain/testing/strings-over";
import { bestProcessorMilliseconds } from "@/lib/testing/processor-time";
import { compileRules, generateByRules, type RuleGenerator, type RulesRequest } from "./generate-by-rules";

const FEW = "aA1!";
// V8's matcher is wrong for about one pattern in 10,000, but correct for all patterns of this seed.
const SEED = 1;

test("a password satisfies the site's rules, and its bits are log2 of the number that do", () => {
  const outcome = generateByRules(
    {
      rules: "minlength: 8; maxlength: 20; required: lower, upper; required: digit; allowed: [-_]; max-consecutive: 2",
    },
    secureRandom,
  );

  expect(outcome).toMatchObject({ ok: true, length: 12, alphabetSize: 64 });
  expect(outcome.ok && outcome.password).toMatch(/^(?=.*[a-zA-Z])(?=.*\d)(?!.*(.)\1\1)[\w-]{12}$/);
});

test("without constraints all printable characters are allowed, and the space only between others", () => {
  expect(generatorOf({}).count()).toBe(94n ** 2n * 95n ** 10n);
  expect(generatorOf({ rules: "", pattern: ".*" }).count()).toBe(94n ** 2n * 95n ** 10n);
});

test.each<[string, RulesRequest]>([
  ["the site allows nothing else", { rules: "allowed: [ ]", lengthWanted: 4 }],
  ["the pattern requires one first", { pattern: " [a-z ]{3}" }],
  ["the pattern requires one last", { pattern: "[a-z ]{3} " }],
])("a space is at an end when %s", (_, request) => {
  const outcome = generateByRules(request, secureRandom);
  expect(outcome.ok && outcome.password).toMatch(/^( .{3}|.{3} )$/);
});

test.each<[RulesRequest, bigint]>([
  [{ rules: "required: lower; required: digit" }, 36n ** 4n - 26n ** 4n - 10n ** 4n],
  [{ rules: "required: lower, digit" }, 36n ** 4n],
  [{ rules: "allowed: lower; max-repeating: 1" }, 26n * 25n ** 3n],
  [{ rules: "allowed: lower; max-repeating: 3" }, 26n ** 4n - 26n],
  [{ rules: "allowed: lower; max-sequential: 3" }, 26n ** 4n - 2n * 23n],
  [{ rules: "allowed: lower; max-consecutive: 3" }, 26n ** 4n - 26n - 2n * 23n],
  [{ rules: "allowed: lower; max-consecutive: 3; max-repeating: 4" }, 26n ** 4n - 26n - 2n * 23n],
  [{ rules: "allowed: digit; max-sequential: 3; max-repeating: 3" }, 10n ** 4n - 2n * 7n - 10n],
  [{ rules: "allowed: lower, upper; max-sequential: 3" }, 52n ** 4n - 4n * 23n],
  [{ rules: "allowed: digit; max-sequential: 4" }, 10n ** 4n],
  [{ rules: "allowed: [a.c.e02468]; max-sequential: 1" }, 9n ** 4n],
  [{ rules: "allowed: special; max-sequential: 1", options: { exclude: " " } }, 32n ** 4n],
  [{ rules: "required: digit; required: digit; allowed: lower" }, 36n ** 4n - 26n ** 4n - 4n * 10n * 26n ** 3n],
  [{ pattern: "[a-z]+|\\d+" }, 26n ** 4n + 10n ** 4n],
  [{ pattern: "(?!.*aa)[ab]+" }, 8n],
  [{ pattern: "(?=.*\\d)[a-z\\d]{4,8}", rules: "required: lower; allowed: digit" }, 36n ** 4n - 26n ** 4n - 10n ** 4n],
  [{ rules: "allowed: lower", options: { exclude: "aeiou" } }, 21n ** 4n],
  [{ rules: "allowed: lower, digit", options: { exclude_ambiguous: true } }, 32n ** 4n],
  [{ rules: "", options: { use_special_chars: false } }, 62n ** 4n],
  [{ rules: "", options: { symbols: "-_é", use_numbers: false } }, 54n ** 4n],
  [{ rules: "allowed: lower, digit", options: { min_numbers: 3 } }, 10n ** 4n + 4n * 26n * 10n ** 3n],
  [{ rules: "allowed: lower, digit", options: { use_numbers: true, min_lowercase: 4 } }, 0n],
])("%j allows %i passwords of four characters", (request, count) => {
  const compiled = compileRules({ ...request, lengthMin: 4, lengthMax: 4 });
  expect(compiled.ok ? compiled.generator.count() : 0n).toBe(count);
});

test("for any rules the count is that of the strings that satisfy them, and each drawn string is one of those", () => {
  fc.assert(
    fc.property(anySiteRules(4), fc.integer({ min: 1, max: 4 }), fc.nat(), (rules, length, seed) => {
      const allowed = stringsOver(FEW, length).filter((string) => keepsSiteRules(string, rules));
      const request = {
        rules: writeSiteRules(rules),
        lengthMin: length,
        lengthMax: length,
        options: { exclude: allBut(FEW) },
      };
      expectDrawsFrom(allowed, request, seed);
    }),
    { numRuns: 600 },
  );
});

test("for any rules with spaces, no drawn string has one at an end, unless all have", () => {
  const few = "aA1 ";
  fc.assert(
    fc.property(anySiteRules(4), fc.integer({ min: 1, max: 4 }), fc.nat(), (rules, length, seed) => {
      const kept = stringsOver(few, length).filter((string) => keepsSiteRules(string, rules));
      const solid = kept.filter((string) => string.trim() === string);
      const request = {
        rules: writeSiteRules(rules),
        lengthMin: length,
        lengthMax: length,
        options: { exclude: allBut(few) },
      };
      expectDrawsFrom(solid.length > 0 ? solid : kept, request, seed);
    }),
    { numRuns: 600 },
  );
});

test("for any limits of runs, and any characters that may follow each other, the count is that of the strings within them", () => {
  const run = fc.option(fc.integer({ min: 1, max: 4 }));
  const limits = fc.record({ consecutiveMax: run, repeatingMax: run, sequentialMax: run });
  const characters = fc.subarray([..."abcdefABCDE01234-"], { minLength: 1, maxLength: 6 });
  const required = fc.array(fc.subarray(["[bc]", "[a1]", "digit", "upper", "lower"], { minLength: 1 }), {
    maxLength: 2,
  });
  fc.assert(
    fc.property(
      characters,
      limits,
      required,
      fc.integer({ min: 1, max: 5 }),
      fc.nat(),
      (usable, runs, sets, length, seed) => {
        const rules = { required: sets, allowed: ["ascii-printable"], lengthMin: null, lengthMax: null, ...runs };
        const allowed = stringsOver(usable.join(""), length).filter((string) => keepsSiteRules(string, rules));
        const options = { exclude: allBut(usable.join("")) };
        expectDrawsFrom(allowed, { rules: writeSiteRules(rules), lengthMin: length, lengthMax: length, options }, seed);
      },
    ),
    { numRuns: 400 },
  );
});

test("a text with each run at its limit is possible, and none with a longer one is drawn", () => {
  const random = seededRandom(5);
  const runs = { consecutiveMax: null, repeatingMax: 2, sequentialMax: 3 };
  const rules = { required: [["lower"], ["upper"], ["digit"]], allowed: [], lengthMin: 60, lengthMax: null, ...runs };
  const generator = generatorOf({ rules: writeSiteRules(rules), options: { exclude: allBut("abcdeABCDE12345") } });
  const drawn = Array.from({ length: 1_000 }, () => generator.draw(random));
  for (const run of ["aa", "EE", "abc", "cba", "345", "543", "CDE", "EDC"]) expect(drawn.join(" ")).toContain(run);
  expect(drawn.filter((password) => !keepsSiteRules(password, rules))).toEqual([]);
});

test("for any pattern the count is that of the strings that match it, and each drawn string is one of those", () => {
  fc.assert(
    fc.property(anyPattern, fc.integer({ min: 1, max: 4 }), fc.nat(), (pattern, length, seed) => {
      const expression = new RegExp(`^(?:${pattern})$`, "u");
      const allowed = stringsOver("abc1", length).filter((string) => expression.test(string));
      expectDrawsFrom(
        allowed,
        { pattern, lengthMin: length, lengthMax: length, options: { exclude: allBut("abc1") } },
        seed,
      );
    }),
    { numRuns: 1_500, seed: SEED },
  );
});

test("for any rules, pattern and minimums together the count is that of the strings that satisfy all", () => {
  const options = fc.record({ min_numbers: fc.nat({ max: 2 }), min_lowercase: fc.nat({ max: 2 }) });
  fc.assert(
    fc.property(anySiteRules(4), anyPattern, options, fc.nat(), (rules, pattern, minimums, seed) => {
      const expression = new RegExp(`^(?:${pattern})$`, "u");
      const allowed = stringsOver("abA1", 4).filter(
        (string) =>
          keepsSiteRules(string, rules) &&
          expression.test(string) &&
          string.replace(/[^0-9]/g, "").length >= minimums.min_numbers &&
          string.replace(/[^a-z]/g, "").length >= minimums.min_lowercase,
      );
      const request = {
        rules: writeSiteRules(rules),
        pattern,
        lengthMin: 4,
        lengthMax: 4,
        options: { ...minimums, exclude: allBut("abA1") },
      };
      expectDrawsFrom(allowed, request, seed);
    }),
    { numRuns: 600, seed: SEED },
  );
});

test("passwords of any length satisfy rules of any length", () => {
  fc.assert(
    fc.property(anySiteRules(128), fc.integer({ min: 1, max: 128 }), fc.nat(), (rules, lengthWanted, seed) => {
      const outcome = generateByRules({ rules: writeSiteRules(rules), lengthWanted }, seededRandom(seed));
      if (outcome.ok) expect(keepsSiteRules(outcome.password, rules)).toBe(true);
      if (outcome.ok) expect(outcome.password).toHaveLength(outcome.length);
      else expect(outcome.kind).toBe("conflict");
    }),
    { numRuns: 300 },
  );
});

test.each<RulesRequest>([
  {
    rules: "required: lower; required: digit; allowed: upper; max-consecutive: 1",
    options: { exclude: allBut("abA1") },
    lengthWanted: 4,
  },
  { rules: "max-repeating: 2", options: { exclude: allBut("abc") }, lengthWanted: 5 },
  { rules: "max-consecutive: 2", options: { exclude: allBut("abc") }, lengthWanted: 5 },
  { rules: "max-sequential: 2", options: { exclude: allBut("abcd") }, lengthWanted: 5 },
  { rules: "max-sequential: 1", options: { exclude: allBut("abcdXYZ") }, lengthWanted: 4 },
  {
    rules: "max-consecutive: 3; required: [b]; allowed: lower",
    options: { exclude: allBut("abcde") },
    lengthWanted: 4,
  },
  { rules: "max-consecutive: 2; required: digit", options: { exclude: allBut("abcXYZ12") }, lengthWanted: 4 },
  {
    rules: "required: digit; required: digit; max-consecutive: 2",
    options: { exclude: allBut("ab12") },
    lengthWanted: 4,
  },
  { pattern: "(?=.*1)(?!.*ab)(?:a|b1|b)*1?", options: { exclude: allBut("ab1") }, lengthWanted: 6 },
  {
    pattern: "(?:ab|[abc]1?)+",
    rules: "max-consecutive: 1; required: digit; allowed: lower",
    options: { exclude: allBut("abc1") },
    lengthWanted: 5,
  },
])("%j draws every allowed string equally often", (request) => {
  const generator = generatorOf(request);
  const random = seededRandom(7);
  const seen = new Map<string, number>();
  const draws = 60_000;
  for (let draw = 0; draw < draws; draw += 1) {
    const password = generator.draw(random);
    seen.set(password, (seen.get(password) ?? 0) + 1);
  }

  expect(BigInt(seen.size)).toBe(generator.count());
  expect(seen.size).toBeGreaterThan(9);
  const p = chiSquareP([...seen.values()]);
  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.999);
});

test("bits are the logarithm of the exact count, also at length 128", () => {
  for (const request of longRequests) {
    const generator = generatorOf(request);
    expect(generator.bits).toBeCloseTo(bitsOf(generator.count()), 10);
  }
});

test("the length is the wanted one or the nearest satisfiable one, the longer one of two", () => {
  const lengthOf = (request: RulesRequest): number => generatorOf(request).length;

  expect(lengthOf({ rules: "minlength: 8" })).toBe(12);
  expect(lengthOf({ rules: "minlength: 20" })).toBe(20);
  expect(lengthOf({ rules: "maxlength: 8" })).toBe(8);
  expect(lengthOf({ rules: "minlength: 8; maxlength: 225", lengthWanted: 128 })).toBe(128);
  expect(lengthOf({ rules: "maxlength: 30", lengthWanted: 20 })).toBe(20);
  expect(lengthOf({ pattern: "\\d{4}|\\d{20}" })).toBe(20);
  expect(lengthOf({ pattern: "\\d{6}|\\d{20}" })).toBe(6);
  expect(lengthOf({ pattern: "(?:abc)*", lengthWanted: 10 })).toBe(9);
  expect(lengthOf({ rules: "allowed: [ab]; max-repeating: 1", lengthWanted: 128 })).toBe(128);
  expect(lengthOf({ rules: "allowed: [ab]; max-consecutive: 1", lengthWanted: 128 })).toBe(1);
});

test("a requested strength gives the shortest length that reaches it", () => {
  expect(generatorOf({ rules: "allowed: digit", bits: 64 }).length).toBe(20);
  expect(generatorOf({ rules: "allowed: [abcdefghijklmnopqrstuvwxyz012345]", bits: 90 }).length).toBe(18);
  expect(generatorOf({ rules: "allowed: [ab]", bits: 10 }).length).toBe(10);
  expect(generatorOf({ rules: "allowed: [ab]", bits: 10.001 }).length).toBe(11);
  expect(generatorOf({ rules: "minlength: 30", bits: 20 }).length).toBe(30);
  expect(
    generatorOf({ rules: "required: lower; required: digit; max-consecutive: 2", bits: 600 }).bits,
  ).toBeGreaterThan(600);
});

test("an unreachable strength is refused, and the error gives the highest possible one", () => {
  const outcome = compileRules({ rules: "allowed: digit; maxlength: 10", bits: 64 });

  expect(outcome).toMatchObject({ ok: false, kind: "bits-unreachable", bits: 64, length: 10 });
  expect(outcome.ok || outcome.kind !== "bits-unreachable" || outcome.bitsMax).toBeCloseTo(10 * Math.log2(10), 10);
  expect(compileRules({ rules: "required: digit; maxlength: 10; minlength: 11", bits: 64 })).toMatchObject({
    kind: "conflict",
  });
  expect(compileRules({ bits: 5_000 })).toMatchObject({ kind: "bits-unreachable", length: 128 });
});

test("rules and patterns with a syntax error are refused with the position", () => {
  expect(compileRules({ rules: "minlength: x" })).toMatchObject({
    kind: "syntax",
    field: "rules",
    problems: [{ position: 11 }],
  });
  expect(compileRules({ pattern: "(" })).toMatchObject({
    kind: "syntax",
    field: "pattern",
    problems: [{ position: 0 }],
  });
  expect(compileRules({ pattern: "(a)\\1" })).toMatchObject({
    kind: "unsupported",
    field: "pattern",
    construct: "back-reference",
    position: 3,
  });
});

// From bug reports of browsers and validators: these block a backtracking matcher, or need an automaton of 2^20 states.
const hostile = [
  "(?:(?:a+)+)+b",
  "(?:a|a)*b",
  "(?:a|aa)+c",
  "(?:.*)*x",
  "(?:a*)*b",
  "(?:[^a]|a)*(?:b|ab)+",
  "(?:a|b)*a(?:a|b){20}",
  "(?:a|b)*a(?:a|b){120}",
  "(?:(?=.*a.{9})|(?=.*b.{11})|c)*[abc]{100}",
  `${"a?".repeat(300)}${"a".repeat(100)}`,
  `${"(?:a|b?)".repeat(100)}`,
  `${"(?=.*[a-f].*[c-k].*[h-z])".repeat(20)}.*`,
  `${Array.from({ length: 60 }, (_, index) => `(?=.*${String.fromCodePoint(33 + index).replace(/\W/, "\\$&")}.)`).join("")}.*`,
  `(?!.*(?:${Array.from({ length: 150 }, (_, index) => `w${index}o${index * 7}`).join("|")})).*`,
  "(?:.{1,128}){1,128}x",
  "((((.{1,64}){1,64}){1,64}){1,64}){1,64}",
  "(?:(?:(?:a{0,128}){0,128}b?){0,128}c?){0,128}",
  "[a-z]{99999999}",
  "a{0,4294967296}",
  `${"(?:".repeat(90)}a${")*".repeat(90)}`,
  `${"(?!".repeat(90)}a${")".repeat(90)}`,
  "(?:(?!aa)(?!bb)(?!cc)[abc])*(?:(?=a.*b)|(?=b.*c)|c)*a",
];

test.each(hostile)("%s is compiled or refused at once", async (pattern) => {
  expect(["conflict", "too-complex", undefined]).toContain(kindOf({ pattern, lengthWanted: 128 }));
  // Thirty times the estimated work: it finds work that isn't counted, not a slow machine.
  expect(await bestProcessorMilliseconds(() => compileRules({ pattern, lengthWanted: 128 }))).toBeLessThan(500);
});

const longRequests: RulesRequest[] = [
  {
    rules: "required: lower; required: upper; required: digit; required: special; max-consecutive: 2",
    lengthWanted: 128,
  },
  {
    rules: "required: lower; required: upper; required: digit; required: special; max-repeating: 6",
    lengthWanted: 128,
  },
  {
    rules: "required: lower; required: upper; required: digit; required: special; max-consecutive: 6",
    lengthWanted: 32,
  },
  { rules: "required: lower, upper; required: digit, special; required: [-_!]; max-consecutive: 3", lengthWanted: 128 },
  {
    rules: "minlength: 8",
    options: { min_lowercase: 3, min_uppercase: 3, min_numbers: 3, min_special: 3 },
    lengthWanted: 128,
  },
  { pattern: "(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w])(?!.*\\s).{8,128}", lengthWanted: 128 },
  { pattern: "(?:(?!aa|bb)[a-z]){8,128}", lengthWanted: 128 },
  { pattern: "[A-Z][a-z]*(?:-[A-Z][a-z]*)*\\d", rules: "minlength: 10; max-consecutive: 2", lengthWanted: 128 },
];

test.each(longRequests)("%j is compiled by the work that one request may take", (request) => {
  expect(generatorOf(request).length).toBe(request.lengthWanted);
});

test("the platform's weak random numbers are not used, and a broken source is an error", () => {
  expect(() => generateByRules({ rules: "required: digit" }, { uint32: () => NaN })).toThrow(RangeError);
});

function expectDrawsFrom(allowed: readonly string[], request: RulesRequest, seed: number): void {
  const compiled = compileRules(request);
  if (!compiled.ok) {
    expect(compiled.kind).toBe("conflict");
    return expect(allowed).toEqual([]);
  }
  expect(compiled.generator.count()).toBe(BigInt(allowed.length));
  expect(compiled.generator.bits).toBeCloseTo(Math.log2(allowed.length), 12);
  expect(allowed).toContain(compiled.generator.draw(seededRandom(seed)));
}

function generatorOf(request: RulesRequest): RuleGenerator {
  const compiled = compileRules(request);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled));
  return compiled.generator;
}

function kindOf(request: RulesRequest): string | undefined {
  const compiled = compileRules(request);
  return compiled.ok ? undefined : compiled.kind;
}

function bitsOf(count: bigint): number {
  const shift = Math.max(0, count.toString(2).length - 64);
  return shift + Math.log2(Number(count >> BigInt(shift)));
}

/** Repeated, because another process may take the processor during any single run. */
