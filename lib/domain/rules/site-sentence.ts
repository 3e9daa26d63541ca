import { ALL_CHARACTERS, charactersOf, NO_CHARACTERS, type CharacterSet } from "./character-set";
import { anyPassword, SYMBOL_SET, writeRulesForm, type FormClass, type RulesForm } from "./rules-form";
import {
  type CharacterFact,
  type Clause,
  type ClauseToken,
  isAboutPerson,
  type LengthFact,
  type Polarity,
  readClause,
  type RunFact,
} from "./sentence-clause";
import { plainText, readSentenceTokens, type SentenceToken } from "./sentence-tokens";
import { classNamed, isIn, type SentenceClass } from "./sentence-words";

/** What was understood of the sentence in which a site states its rules. */
export type SentenceReading = {
  /** In the language of the `passwordrules` attribute; empty when nothing was understood. */
  rules: string;
  /** Whether spaces are allowed; null when the sentence doesn't say. */
  spaces: boolean | null;
  /** Parts that a random password satisfies anyway, in the words of the sentence. */
  satisfied: string[];
  notUnderstood: string[];
};

/** Longer texts are cut. */
export const SENTENCE_LENGTH_MAX = 10_000;
// Long enough to recognise a part by its beginning.
const PART_LENGTH_MAX = 120;
const PARTS_MAX = 20;
const COUNT_MAX = 20;

type Sentence = { tokens: ClauseToken[]; endsParagraph: boolean };
type PlacedClause = {
  clause: Clause;
  start: number;
  end: number;
  /** What a clause without facts says of those after it. */
  says: Polarity | null;
};
type Facts = Extract<Clause, { kind: "facts" }>;

/** Reads a sentence such as "8–20 characters, at least one number, no spaces", in time linear in its length. */
export function readSiteSentence(text: string): SentenceReading {
  const original = text.slice(0, SENTENCE_LENGTH_MAX);
  const facts = new Gathered();
  const satisfied: string[] = [];
  const notUnderstood: string[] = [];
  let header: Polarity | null = null;
  for (const sentence of sentencesIn(original)) {
    const placed = clausesOf(sentence.tokens, header);
    resolvePolarities(placed, header);
    for (const { clause, start, end } of placed) {
      if (clause.kind === "unknown") addPart(notUnderstood, original.slice(start, end));
      else if (clause.kind === "satisfied") addPart(satisfied, original.slice(start, end));
      else facts.add(clause);
    }
    if (sentence.tokens.at(-1)?.kind === "colon") header = lastPolarity(placed) ?? header;
    if (sentence.endsParagraph) header = null;
  }
  if (text.length > SENTENCE_LENGTH_MAX) addPart(notUnderstood, text.slice(SENTENCE_LENGTH_MAX));
  return { ...facts.rules(), satisfied, notUnderstood };
}

function addPart(parts: string[], part: string): void {
  const trimmed = part
    .slice(0, 4 * PART_LENGTH_MAX)
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:.()-]+|[\s,;:.(-]+$/g, "");
  const short = trimmed.length > PART_LENGTH_MAX ? `${trimmed.slice(0, PART_LENGTH_MAX)}…` : trimmed;
  if (short !== "" && !parts.includes(short) && parts.length < PARTS_MAX) parts.push(short);
}

function* sentencesIn(text: string): Generator<Sentence> {
  const plain = plainText(text);
  let tokens: ClauseToken[] = [];
  for (const token of joinNumbers(joinCases(readSentenceTokens(plain)))) {
    if (token.kind !== "stop" && token.kind !== "line") {
      tokens.push(token);
      continue;
    }
    const endsParagraph = token.kind === "line" && /\n\s*\n/.test(plain.slice(token.start, token.end));
    if (tokens.length > 0 || endsParagraph) yield { tokens, endsParagraph };
    tokens = [];
  }
  if (tokens.length > 0) yield { tokens, endsParagraph: true };
}

/** "Upper and lower case" has both, "upper or lower case" one of them. */
function joinCases(tokens: readonly SentenceToken[]): SentenceToken[] {
  const joined: SentenceToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const other = caseOf(token) === "upper" ? "lower" : "upper";
    if (caseOf(token) !== null) {
      let between = index + 1;
      let isChoice = false;
      for (; between < index + 5; between += 1) {
        const link = tokens[between];
        if (link?.kind === "word" && link.word === "or") isChoice = true;
        else if (
          !(
            link?.kind === "dash" ||
            link?.kind === "slash" ||
            (link?.kind === "word" && /^(and|case)$/.test(link.word))
          )
        )
          break;
      }
      const last = tokens[between];
      if (between > index + 1 && last !== undefined && caseOf(last) === other) {
        joined.push({ kind: "class", class: isChoice ? "letter" : "mixed", start: token.start, end: last.end });
        index = between;
        continue;
      }
    }
    joined.push(token);
  }
  return joined;
}

function caseOf(token: SentenceToken): "upper" | "lower" | null {
  const named = token.kind === "word" ? classNamed(token.word) : token.kind === "class" ? token.class : undefined;
  return named === "upper" || named === "lower" ? named : null;
}

/** "8-20", "8 to 20" and "between 8 and 20" are ranges. */
function joinNumbers(tokens: readonly SentenceToken[]): ClauseToken[] {
  const joined: ClauseToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const last = token.kind === "number" ? rangeEnd(tokens, index) : null;
    if (token.kind !== "number" || last === null) joined.push(token);
    else {
      const { at, value, end } = last;
      const [min, max] = token.value <= value ? [token.value, value] : [value, token.value];
      joined.push({ kind: "range", min, max, start: token.start, end });
      index = at;
    }
    if (token.kind === "number" && last === null && repeatsNumber(tokens, index)) index += 3;
  }
  return joined;
}

/** "Eight (8)". */
function repeatsNumber(tokens: readonly SentenceToken[], index: number): boolean {
  const [number, open, again, close] = tokens.slice(index, index + 4);
  return (
    number?.kind === "number" &&
    open?.kind === "open" &&
    again?.kind === "number" &&
    again.value === number.value &&
    close?.kind === "close"
  );
}

function rangeEnd(tokens: readonly SentenceToken[], index: number): { at: number; value: number; end: number } | null {
  const before = tokens[index - 1];
  const isBetween = before?.kind === "word" && isIn("range", before.word);
  const noun = tokens[index + 1];
  const link = isBetween && noun?.kind === "word" && isIn("character", noun.word) ? index + 2 : index + 1;
  const [joint, last] = [tokens[link], tokens[link + 1]];
  if (last?.kind !== "number" || joint === undefined) return null;
  const isJoint =
    joint.kind === "dash" ||
    (joint.kind === "word" && (isIn("through", joint.word) || (isBetween && joint.word === "and")));
  return isJoint ? { at: link + 1, value: last.value, end: last.end } : null;
}

/** Each clause is read with what the ones before it say of characters. */
function clausesOf(tokens: readonly ClauseToken[], header: Polarity | null): PlacedClause[] {
  const placed: PlacedClause[] = [];
  let carried = header;
  let skipsExamples = false;
  for (const { tokens: part, isAside } of splitClauses(tokens)) {
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) continue;
    const previous = placed.at(-1)?.clause;
    const isExample = skipsExamples || (isAside && (previous?.kind === "run" || previous?.kind === "satisfied"));
    if (isExample && !saysPolarity(part)) continue;
    // "Letters (a-z)".
    if (isAside && previous?.kind === "facts" && previous.characters.length > 0 && part.every(isRangeOrLink)) continue;
    skipsExamples = false;
    let clause = readClause(part, carried);
    // Without a verb of its own, it belongs to what wasn't understood.
    if (clause.kind === "facts" && previous?.kind === "unknown" && clause.lengths.length === 0 && !saysPolarity(part))
      clause = { kind: "unknown" };
    const before = placed.at(-1);
    if (clause.kind === "unknown" && before?.clause.kind === "unknown" && !saysPolarity(part)) before.end = last.end;
    else
      placed.push({
        clause,
        start: first.start,
        end: last.end,
        says: clause.kind !== "facts" && isNegated(part) ? "forbid" : null,
      });
    carried = (clause.kind === "facts" ? clause.polarity : placed.at(-1)?.says) ?? carried;
    skipsExamples = (clause.kind === "run" && clause.hasExamples) || (clause.kind === "satisfied" && hasExample(part));
  }
  return placed;
}

function isRangeOrLink(token: ClauseToken): boolean {
  return token.kind === "class" || (token.kind === "word" && isIn("alternative", token.word));
}

function isNegated(tokens: readonly ClauseToken[]): boolean {
  return tokens.some((token) => token.kind === "word" && isIn("negation", token.word));
}

function hasExample(tokens: readonly ClauseToken[]): boolean {
  return tokens.some((token) => token.kind === "word" && isIn("example", token.word));
}

function saysPolarity(tokens: readonly ClauseToken[]): boolean {
  return tokens.some(
    (token) =>
      token.kind === "word" &&
      (["negation", "only", "allowance", "demand", "minimum", "maximum"] as const).some((list) =>
        isIn(list, token.word),
      ),
  );
}

function splitClauses(tokens: readonly ClauseToken[]): { tokens: ClauseToken[]; isAside: boolean }[] {
  const splitsAtOr = isAboutPerson(tokens.flatMap((token) => (token.kind === "word" ? [token.word] : [])));
  const clauses: { tokens: ClauseToken[]; isAside: boolean }[] = [{ tokens: [], isAside: false }];
  let isAside = false;
  for (const [index, token] of tokens.entries()) {
    const following = tokens[index + 1];
    const isNumberNext = following?.kind === "number" || following?.kind === "range";
    const isBoundary =
      token.kind === "comma" ||
      token.kind === "dash" ||
      token.kind === "open" ||
      token.kind === "close" ||
      (token.kind === "colon" && !isNumberNext) ||
      (token.kind === "word" && isIn("conjunction", token.word) && !isComparative(following)) ||
      (token.kind === "word" && splitsAtOr && token.word === "or");
    if (token.kind === "open") isAside = true;
    if (token.kind === "close") isAside = false;
    if (isBoundary) clauses.push({ tokens: [], isAside });
    else clauses.at(-1)?.tokens.push(token);
  }
  return clauses.filter((clause) => clause.tokens.length > 0);
}

/** "8 and above" is one clause. */
function isComparative(token: ClauseToken | undefined): boolean {
  return token?.kind === "word" && (isIn("more", token.word) || token.word === "up");
}

/** Gives each fact what is said of the whole list: before it, or after it as in "letters and numbers only". */
function resolvePolarities(placed: readonly PlacedClause[], header: Polarity | null): void {
  const clauses = placed.flatMap(({ clause }) => (clause.kind === "facts" ? [clause] : []));
  for (const [index, { postfix }] of clauses.entries()) if (postfix !== null) spreadBackwards(clauses, index, postfix);
  let carried = header;
  let last: CharacterFact | null = null;
  let isIntroduced = false;
  const lastListEnd = placed.findLastIndex(({ clause }) => clause.kind === "facts" && endsList(clause));
  for (const [index, { clause, says }] of placed.entries()) {
    if (clause.kind !== "facts") {
      carried = says ?? carried;
      continue;
    }
    for (const fact of clause.characters) {
      fact.polarity ??= carried;
      markListed(fact, last, isIntroduced || clause.introduces);
      last = fact;
    }
    // "No spaces, a number" ends with the space, "no spaces, quotes or symbols" doesn't.
    const own = clause.polarity ?? clause.characters.at(-1)?.polarity ?? null;
    const reaches = !clause.isDeterminer || index < lastListEnd;
    if (own !== null) carried = reaches ? own : null;
    isIntroduced = clause.introduces;
  }
}

function spreadBackwards(clauses: readonly Facts[], index: number, postfix: Polarity): void {
  for (let before = index - 1; before >= 0; before -= 1) {
    const { polarity, characters } = clauses[before] ?? { polarity: null, characters: [] };
    const isDemand = polarity === "require" && postfix === "only" && !characters.some(({ isCounted }) => isCounted);
    if (!isDemand && (polarity !== null || characters.some((fact) => fact.polarity !== null))) return;
    for (const fact of characters) fact.polarity = postfix;
    if (isDemand) return;
  }
}

function endsList(clause: Facts): boolean {
  return (
    clause.characters.length > 0 &&
    clause.polarity === null &&
    clause.characters.every(({ count }) => count === 1) &&
    clause.hasAlternative
  );
}

/** A list that follows "special characters" says which ones. */
function markListed(fact: CharacterFact, before: CharacterFact | null, isIntroduced: boolean): void {
  if (fact.set === null || fact.classes.length > 0 || before === null) return;
  if (!before.classes.includes("symbol")) return;
  fact.classes = ["symbol"];
  fact.count = 0;
  if (before.polarity === "forbid" && isIntroduced && before.set === null && fact.polarity === "forbid")
    before.classes = [];
}

function lastPolarity(placed: readonly PlacedClause[]): Polarity | null {
  const last = placed.at(-1)?.clause;
  if (last?.kind !== "facts") return last?.kind === "satisfied" ? "forbid" : null;
  return last.polarity ?? last.characters.at(-1)?.polarity ?? null;
}

const classesOf: Record<SentenceClass, readonly FormClass[]> = {
  lower: ["lower"],
  upper: ["upper"],
  mixed: ["lower", "upper"],
  letter: ["lower", "upper"],
  digit: ["digit"],
  symbol: ["symbol"],
  alphanumeric: ["lower", "upper", "digit"],
  space: [],
};

/** All facts of a text. */
class Gathered {
  private isEmpty = true;
  private readonly lengths: LengthFact[] = [];
  private readonly runs: RunFact[] = [];
  private readonly required = new Map<FormClass, number>();
  private readonly alternatives = new Map<string, number>();
  private readonly forbidden = new Set<FormClass>();
  private readonly only = new Set<FormClass>();
  private readonly allowed = new Set<FormClass>();
  private symbolsAllowed: CharacterSet = NO_CHARACTERS;
  private symbolsForbidden: CharacterSet = NO_CHARACTERS;
  private spaces: boolean | null = null;

  add(clause: Exclude<Clause, { kind: "unknown" | "satisfied" }>): void {
    if (clause.kind === "run") {
      this.runs.push(clause.run);
      this.isEmpty = false;
      return;
    }
    if (clause.lengths.length > 0 || clause.characters.length > 0) this.isEmpty = false;
    this.lengths.push(...clause.lengths);
    for (const fact of clause.characters) this.addCharacters(fact);
  }

  rules(): { rules: string; spaces: boolean | null } {
    if (this.isEmpty) return { rules: "", spaces: null };
    const kept = [...this.alternatives].flatMap(([text, count]) => Array<string>(count).fill(text));
    return { rules: writeRulesForm({ form: this.form(), kept }), spaces: this.spaces };
  }

  private addCharacters({ classes, set, count, polarity }: CharacterFact): void {
    if (set !== null) return this.addListed(set, count, polarity);
    if (classes.includes("space")) this.addSpaces(polarity);
    const named = classes.filter((one) => one !== "space");
    const formClasses = named.flatMap((one) => classesOf[one]);
    if (polarity === "forbid") for (const one of formClasses) this.forbidden.add(one);
    else if (polarity === "only") for (const one of formClasses) this.only.add(one);
    else if (polarity === "allow") for (const one of formClasses) this.allowed.add(one);
    else if (named.length > 0) this.require(named, Math.min(count, COUNT_MAX));
  }

  private addSpaces(polarity: Polarity | null): void {
    this.spaces = polarity !== "forbid";
    if (polarity === "require" || polarity === null) this.alternatives.set("required: [ ]", 1);
  }

  /** Alternatives, such as a letter of either case, are one requirement. */
  private require(named: readonly SentenceClass[], count: number): void {
    const [only] = named;
    if (named.length === 1 && only !== undefined && only !== "letter") {
      if (only === "alphanumeric") for (const one of classesOf.alphanumeric) this.only.add(one);
      else for (const one of classesOf[only]) this.required.set(one, Math.max(count, this.required.get(one) ?? 0));
      return;
    }
    const classes = [...new Set(named.flatMap((one) => classesOf[one]))];
    const text = `required: ${classes.map((one) => (one === "symbol" ? "special" : one)).join(", ")}`;
    this.alternatives.set(text, Math.max(count, this.alternatives.get(text) ?? 0));
  }

  private addListed(set: CharacterSet, count: number, polarity: Polarity | null): void {
    const symbols = set & SYMBOL_SET;
    if (polarity === "forbid") this.symbolsForbidden |= symbols;
    else {
      this.symbolsAllowed |= symbols;
      if (polarity === "only") this.only.add("symbol");
      else if (polarity !== "allow" && count > 0)
        this.required.set("symbol", Math.max(Math.min(count, COUNT_MAX), this.required.get("symbol") ?? 0));
    }
  }

  private form(): RulesForm {
    const symbols = this.symbols();
    const classes = { ...anyPassword.classes } as Record<FormClass, number | null>;
    const isOnly = [...this.only].some((one) => one !== "symbol");
    // "May contain letters and numbers" leaves nothing else.
    const isAllowed = this.allowed.has("digit") && (this.allowed.has("lower") || this.allowed.has("upper"));
    for (const name of ["lower", "upper", "digit", "symbol"] as const) {
      const isListed = name === "symbol" && this.symbolsAllowed !== NO_CHARACTERS;
      const isLeftOut =
        (isOnly && !this.only.has(name) && !this.allowed.has(name)) ||
        (isAllowed && !this.allowed.has(name)) ||
        this.forbidden.has(name);
      if (isLeftOut && !isListed) classes[name] = null;
      const minimum = this.required.get(name);
      if (minimum !== undefined) classes[name] = minimum;
    }
    if (classes.symbol === null || (symbols === NO_CHARACTERS && this.required.get("symbol") === undefined))
      classes.symbol = null;
    return {
      ...this.lengthsOnForm(),
      ...this.runsOnForm(),
      classes,
      symbols: classes.symbol === null || symbols === SYMBOL_SET ? "" : charactersOf(symbols).join(""),
    };
  }

  private symbols(): CharacterSet {
    const allowed = this.symbolsAllowed === NO_CHARACTERS ? SYMBOL_SET : this.symbolsAllowed;
    return allowed & ~this.symbolsForbidden & ALL_CHARACTERS;
  }

  private lengthsOnForm(): Pick<RulesForm, "lengthMin" | "lengthMax"> {
    const valuesOf = (...bounds: LengthFact["bound"][]): number[] =>
      this.lengths.flatMap(({ bound, value }) => (bounds.includes(bound) && value > 0 ? [value] : []));
    const bare = valuesOf("bare");
    const minimums = valuesOf("min", "exact");
    const maximums = valuesOf("max", "exact");
    if (minimums.length === 0) minimums.push(...bare);
    if (maximums.length === 0) maximums.push(...bare);
    return {
      lengthMin: minimums.length === 0 ? null : Math.max(...minimums),
      lengthMax: maximums.length === 0 ? null : Math.min(...maximums),
    };
  }

  private runsOnForm(): Pick<RulesForm, "repeatingMax" | "sequentialMax"> {
    const maxOf = (kind: "repeating" | "sequential"): number | null => {
      const values = this.runs.flatMap((run) => (run.kind === kind || run.kind === "either" ? [run.max] : []));
      return values.length === 0 ? null : Math.min(...values);
    };
    return { repeatingMax: maxOf("repeating"), sequentialMax: maxOf("sequential") };
  }
}
