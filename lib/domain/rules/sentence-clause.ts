import type { CharacterSet } from "./character-set";
import type { SentenceToken } from "./sentence-tokens";
import {
  classNamed,
  isIn,
  isKnownWord,
  isPersonal,
  isRunFiller,
  runNamed,
  symbolsNamed,
  type SentenceClass,
} from "./sentence-words";

/** What a clause says of characters: that they're needed, allowed, not allowed, or the only ones. */
export type Polarity = "require" | "allow" | "forbid" | "only";

export type ClauseToken = SentenceToken | { kind: "range"; min: number; max: number; start: number; end: number };

export type LengthFact = { bound: "min" | "max" | "exact" | "bare"; value: number };

export type CharacterFact = {
  /** Several classes are alternatives. */
  classes: SentenceClass[];
  /** Characters that are listed; null for whole classes. */
  set: CharacterSet | null;
  count: number;
  /** Whether the sentence says how many. */
  isCounted: boolean;
  /** Null for that of the clause before. */
  polarity: Polarity | null;
};

export type RunFact = { kind: "repeating" | "sequential" | "either"; max: number };

export type Clause =
  | { kind: "unknown" }
  /** What a random password does anyway. */
  | { kind: "satisfied" }
  | { kind: "run"; run: RunFact; hasExamples: boolean }
  | {
      kind: "facts";
      lengths: LengthFact[];
      characters: CharacterFact[];
      /** What holds for the clauses after it; null when the clause doesn't say. */
      polarity: Polarity | null;
      /** What was said after the characters, and holds for those before too. */
      postfix: Polarity | null;
      /** "no" or "without", which reach less far than "must not contain". */
      isDeterminer: boolean;
      /** Examples or a list follow. */
      introduces: boolean;
      hasAlternative: boolean;
    };

type Bound = { kind: "min" | "max" | "exact"; offset: number };
type Pending = { min: number; max: number; bound: Bound | null };

export function readClause(tokens: readonly ClauseToken[], carried: Polarity | null): Clause {
  const words = tokens.flatMap((token) => (token.kind === "word" ? [token.word] : []));
  if (isAboutPerson(words)) return readPersonal(words, carried);
  if (words.some((word) => runNamed(word) !== undefined)) return readRun(tokens, carried);
  return new ClauseReader(tokens, carried).read();
}

export function isAboutPerson(words: readonly string[]): boolean {
  if (words.some(isPersonal)) return true;
  return words.includes("last") && words.some((word) => word === "passwords" || word === "password");
}

function readPersonal(words: readonly string[], carried: Polarity | null): Clause {
  const isRefused =
    carried === "forbid" ||
    words.some((word) => isIn("negation", word) || /^(case)?(in)?sensitive$|^differ/.test(word)) ||
    (words.includes("than") && words.includes("other"));
  return { kind: isRefused ? "satisfied" : "unknown" };
}

function readRun(tokens: readonly ClauseToken[], carried: Polarity | null): Clause {
  let isNegated = carried === "forbid";
  let bound: "max" | "below" | "from" | null = null;
  let count: number | null = null;
  let hasExamples = false;
  const named = new Set<string>();
  let nouns = 0;
  let before = "";
  for (const token of tokens) {
    if (hasExamples) break;
    if (token.kind === "number") count ??= token.value;
    else if (token.kind === "range") return { kind: "unknown" };
    if (token.kind !== "word") continue;
    const { word } = token;
    const run = runNamed(word);
    if (run !== undefined) named.add(run);
    else if (word === "once") count ??= 1;
    else if (word === "twice") count ??= 2;
    else if (word === "thrice") count ??= 3;
    else if (isIn("example", word)) hasExamples = true;
    else if (isIn("negation", word)) isNegated = true;
    else if (isIn("more", word)) bound = before === "or" ? "from" : "max";
    else if (isIn("fewer", word)) bound = "below";
    else if (isIn("maximum", word)) bound = "max";
    else if (classNamed(word) === "digit" || classNamed(word) === "letter") nouns += 1;
    else if (!isKnownWord(word) && !isRunFiller(word)) return { kind: "unknown" };
    before = word;
  }
  const max = bound === "max" ? (count ?? 0) : bound === "below" ? (count ?? 0) - 1 : Math.max(1, (count ?? 2) - 1);
  // "Up to 3 in a row" and "fewer than 3" limit without a negation.
  const isLimited =
    isNegated ||
    (bound === "max" && tokens.some((token) => token.kind === "word" && isIn("maximum", token.word))) ||
    bound === "below";
  if (!isLimited || max < 1) return { kind: "unknown" };
  return { kind: "run", run: { kind: kindOfRun(named, nouns > 0), max }, hasExamples };
}

function kindOfRun(named: ReadonlySet<string>, hasNoun: boolean): RunFact["kind"] {
  const isSequential = named.has("sequential");
  if (named.has("repeating")) return isSequential ? "either" : "repeating";
  if (isSequential) return "sequential";
  return named.has("row") && !named.has("either") && !hasNoun ? "repeating" : "either";
}

class ClauseReader {
  private readonly lengths: LengthFact[] = [];
  private readonly characters: CharacterFact[] = [];
  private polarity: Polarity | null = null;
  /** Whether the polarity has been said and not been used yet. */
  private isFresh = false;
  private isDeterminer = false;
  private pending: Pending | null = null;
  private bound: Bound | null = null;
  private choosesFrom: number | null = null;
  private isAlternative = false;
  private isKnown = true;
  private introduces = false;
  private hasDemand = false;
  private hasBe = false;
  /** Whether the last class was counted by a number without "at least" or the like. */
  private hasPlainCount = false;

  constructor(
    private readonly tokens: readonly ClauseToken[],
    private readonly carried: Polarity | null,
  ) {}

  read(): Clause {
    for (const [index, token] of this.tokens.entries()) {
      this.take(token, index);
      if (!this.isKnown) return { kind: "unknown" };
    }
    if (this.pending !== null) {
      if (this.polarity === "forbid" && this.pending.bound === null) return { kind: "unknown" };
      this.flushLength();
    }
    const postfix = this.isFresh && this.polarity !== null && this.polarity !== "require" ? this.polarity : null;
    if (postfix === "only") this.takeCountAsLength();
    if (postfix !== null) {
      for (const fact of this.characters) if (!fact.isCounted || postfix === "forbid") fact.polarity = postfix;
    }
    const { lengths, characters, polarity, isDeterminer, introduces } = this;
    const hasAlternative = this.tokens.some((token) => token.kind === "word" && token.word === "or");
    return { kind: "facts", lengths, characters, polarity, postfix, isDeterminer, introduces, hasAlternative };
  }

  /** "6 digits only": nothing else, so the number is the length. */
  private takeCountAsLength(): void {
    const [fact, ...others] = this.characters;
    if (fact === undefined || others.length > 0 || !this.hasPlainCount) return;
    this.lengths.push({ bound: "exact", value: fact.count });
    Object.assign(fact, { count: 1, isCounted: false });
  }

  private take(token: ClauseToken, index: number): void {
    switch (token.kind) {
      case "number":
        return this.takeNumber({ min: token.value, max: token.value, bound: null });
      case "range":
        return this.takeNumber({ min: token.min, max: token.max, bound: null });
      case "class":
        return this.addClass(token.class, index, false);
      case "symbols":
        return this.addSymbols(token.set);
      case "plus":
        if (this.pending !== null) this.pending.bound = { kind: "min", offset: 0 };
        return;
      case "word":
        return this.takeWord(token.word, index);
      default:
        return;
    }
  }

  private takeNumber(number: Pending): void {
    if (this.choosesFrom !== null) return;
    if (this.pending !== null) this.flushLength();
    this.pending = { ...number, bound: this.bound };
    this.bound = null;
  }

  private takeWord(word: string, index: number): void {
    if (/^(is|are|be|exactly)$/.test(word)) this.hasBe = true;
    const symbols = symbolsNamed(word);
    const named = classNamed(word);
    if (symbols !== undefined) this.addSymbols(symbols);
    else if (named !== undefined) this.addClass(named, index, /^(digit|numeric)$/.test(word));
    else if (isIn("exception", word) || this.isOtherThan(word, index)) this.takeException();
    else if (isIn("negation", word)) this.takeNegation(word);
    else if (isIn("more", word)) this.takeComparative("more", index);
    else if (isIn("fewer", word)) this.takeComparative("fewer", index);
    else if (isIn("minimum", word)) this.takeBound("min", index);
    else if (isIn("maximum", word)) this.takeBound("max", index);
    else if (isIn("exact", word)) this.bound = { kind: "exact", offset: 0 };
    else if (isIn("only", word)) this.say("only");
    else if (isIn("allowance", word)) this.takeAllowance();
    else if (isIn("demand", word)) this.takeDemand(word);
    else if (isIn("character", word) || isIn("length", word)) this.takeNoun();
    else if (isIn("alternative", word)) this.isAlternative = true;
    else if (word === "of" && this.pending !== null) this.takeOf(index);
    else if (isIn("type", word)) this.takeType(word);
    else if (isIn("example", word)) this.introduces = true;
    else if (!isKnownWord(word)) this.isKnown = false;
  }

  private say(polarity: Polarity): void {
    this.polarity = polarity;
    this.isFresh = true;
  }

  private takeNegation(word: string): void {
    this.isDeterminer = isIn("determiner", word);
    this.say("forbid");
  }

  private isOtherThan(word: string, index: number): boolean {
    const after = this.tokens[index + 1];
    return after?.kind === "word" && /^(other than|apart from)$/.test(`${word} ${after.word}`);
  }

  private takeException(): void {
    const before = this.characters.at(-1)?.polarity ?? this.polarity ?? this.carried;
    this.say(before === "forbid" ? "allow" : "forbid");
  }

  private takeAllowance(): void {
    if (!(this.isFresh && (this.polarity === "forbid" || this.polarity === "only"))) this.say("allow");
  }

  private takeDemand(word: string): void {
    if (!/^(must|needs?)$/.test(word)) this.hasDemand = true;
    if (!this.isFresh) this.say("require");
  }

  private takeComparative(which: "more" | "fewer", index: number): void {
    const kind = which === "more" ? "min" : "max";
    const before = this.tokens[index - 1];
    if (before?.kind === "word" && /^(or|and)$/.test(before.word)) {
      this.isAlternative = false;
      if (this.pending !== null) this.pending.bound = { kind, offset: 0 };
      else this.boundLastLength(kind);
      return;
    }
    const isNegated = this.isFresh && this.polarity === "forbid";
    if (isNegated) {
      this.polarity = null;
      this.isFresh = false;
      this.isDeterminer = false;
      this.bound = { kind: kind === "min" ? "max" : "min", offset: 0 };
    } else this.bound = { kind, offset: kind === "min" ? 1 : -1 };
  }

  private takeBound(kind: "min" | "max", index: number): void {
    if (this.numberFollows(index)) {
      // "Not at least" and the like say nothing about lengths.
      this.bound = { kind, offset: 0 };
      return;
    }
    if (this.pending !== null) this.pending.bound = { kind, offset: 0 };
    else if (this.characters.length > 0 && kind === "max") this.isKnown = false;
    else this.boundLastLength(kind);
  }

  private numberFollows(index: number): boolean {
    for (const token of this.tokens.slice(index + 1, index + 7)) {
      if (token.kind === "number" || token.kind === "range") return true;
      if (token.kind === "colon") continue;
      if (
        token.kind !== "word" ||
        !/^(of|is|a|an|the|to|length|must|be|should|password|characters?|lengths|total|in|at|number|for|your)$/.test(
          token.word,
        )
      )
        return false;
    }
    return false;
  }

  private boundLastLength(kind: "min" | "max"): void {
    const last = this.lengths.at(-1);
    if (last !== undefined) last.bound = kind;
  }

  private takeNoun(): void {
    if (this.pending !== null) this.flushLength();
  }

  /** "3 of the following": each of them, which has three of them too. */
  private takeOf(index: number): void {
    const following = this.tokens[index + 1];
    if (following?.kind === "symbols" || this.pending === null) return;
    if (following?.kind === "word" && isIn("character", following.word)) return;
    this.choosesFrom = this.pending.min;
    this.pending = null;
  }

  private takeType(word: string): void {
    this.introduces = true;
    if (this.choosesFrom === null && !/^(following|sets?)$/.test(word)) this.isKnown = false;
  }

  private flushLength(): void {
    const { pending } = this;
    this.pending = null;
    if (pending === null) return;
    const { min, max, bound } = pending;
    if (min !== max) this.lengths.push({ bound: "min", value: min }, { bound: "max", value: max });
    else this.lengths.push({ bound: bound?.kind ?? "bare", value: min + (bound?.offset ?? 0) });
  }

  private addClass(named: SentenceClass, index: number, isAdjective: boolean): void {
    const before = this.tokens[index - 1];
    const last = this.characters.at(-1);
    if (
      last !== undefined &&
      last.set === null &&
      this.pending === null &&
      isNounOf(last, named) &&
      isClassToken(before)
    )
      return;
    // "Minimum number of characters".
    if (named === "digit" && this.isQuantity(index)) return;
    const { pending } = this;
    if (pending !== null && this.isLengthOf(pending, named, isAdjective)) {
      this.flushLength();
      this.polarity ??= "only";
      this.add({ classes: [named], set: null, count: 1, isCounted: false, polarity: "only" });
      return;
    }
    this.pending = null;
    if (pending?.bound?.kind === "max") {
      this.isKnown = false;
      return;
    }
    const count = pending === null ? 1 : pending.min + (pending.bound?.offset ?? 0);
    this.hasPlainCount = pending !== null && pending.bound === null;
    this.add({ classes: [named], set: null, count, isCounted: pending !== null, polarity: null });
  }

  private isQuantity(index: number): boolean {
    const [of, what] = [this.tokens[index + 1], this.tokens[index + 2]];
    return of?.kind === "word" && of.word === "of" && what?.kind === "word" && isIn("character", what.word);
  }

  private isLengthOf({ min, max, bound }: Pending, named: SentenceClass, isAdjective: boolean): boolean {
    if (min !== max || named === "alphanumeric" || bound?.kind === "exact") return true;
    if (bound !== null || named === "symbol" || named === "space") return false;
    return min > 1 && ((isAdjective && named === "digit") || (this.hasBe && !this.hasDemand));
  }

  private addSymbols(set: CharacterSet): void {
    const last = this.characters.at(-1);
    const isOfClass = last !== undefined && last.set === null && last.classes.includes("symbol");
    const count = this.choosesFrom ?? this.pending?.min ?? 1;
    const isCounted = this.pending !== null || this.choosesFrom !== null;
    this.pending = null;
    if (isOfClass && !this.isFresh)
      this.characters.push({ classes: ["symbol"], set, count: 0, isCounted: false, polarity: last.polarity });
    else this.add({ classes: [], set, count, isCounted: isCounted && last === undefined, polarity: null });
  }

  private add(fact: CharacterFact): void {
    const last = this.characters.at(-1);
    const isAlternative = this.isAlternative && last?.set === null && fact.set === null && !fact.isCounted;
    this.isAlternative = false;
    this.isFresh = false;
    const isRequired = fact.isCounted && this.polarity !== "only" && this.polarity !== "allow";
    const polarity = fact.polarity ?? (isRequired ? "require" : (this.polarity ?? last?.polarity ?? null));
    if (isAlternative && last.polarity === polarity && (polarity ?? this.carried ?? "require") === "require")
      last.classes.push(...fact.classes);
    else this.characters.push({ ...fact, polarity });
  }
}

/** Whether the class only completes the one before, as in "uppercase letter" and "special symbol". */
function isNounOf({ classes }: CharacterFact, named: SentenceClass): boolean {
  const last = classes.at(-1);
  if (last === named) return true;
  return named === "letter" && (last === "lower" || last === "upper" || last === "mixed");
}

function isClassToken(token: ClauseToken | undefined): boolean {
  if (token?.kind === "class") return true;
  return token?.kind === "word" && (classNamed(token.word) !== undefined || isIn("character", token.word));
}
