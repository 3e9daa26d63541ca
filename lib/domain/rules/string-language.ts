import type { PatternExpression } from "./pattern-expression";
import type { WorkBudget } from "./work-budget";

/**
 * A set of strings: the possible remainders at a position of a string. Equal sets share one object where that is cheap to
 * detect, so that each is a state of an automaton.
 */
export type StringLanguage = {
  readonly id: number;
  readonly acceptsEmpty: boolean;
  /** The derivatives by group of characters; filled lazily. */
  readonly after: (StringLanguage | undefined)[];
} & (
  | { kind: "nothing" | "anything" | "empty" }
  | { kind: "sequence"; expression: PatternExpression; rest: StringLanguage }
  | { kind: "every" | "any"; parts: readonly StringLanguage[] }
  | { kind: "not"; part: StringLanguage }
);

type Bare = StringLanguage extends infer Each
  ? Each extends StringLanguage
    ? Omit<Each, "id" | "after">
    : never
  : never;

export class StringLanguages {
  private readonly known = new Map<string, StringLanguage>();
  readonly nothing = this.intern("nothing", { kind: "nothing", acceptsEmpty: false });
  readonly anything = this.intern("anything", { kind: "anything", acceptsEmpty: true });
  readonly empty = this.intern("empty", { kind: "empty", acceptsEmpty: true });

  constructor(private readonly budget: WorkBudget) {}

  sequence(expression: PatternExpression, rest: StringLanguage, acceptsEmpty: boolean): StringLanguage {
    if (rest === this.nothing) return this.nothing;
    if (expression.kind === "blank") return rest;
    return this.intern(`sequence ${expression.id} ${rest.id}`, { kind: "sequence", expression, rest, acceptsEmpty });
  }

  not(part: StringLanguage): StringLanguage {
    if (part === this.nothing) return this.anything;
    if (part === this.anything) return this.nothing;
    if (part.kind === "not") return part.part;
    return this.intern(`not ${part.id}`, { kind: "not", part, acceptsEmpty: !part.acceptsEmpty });
  }

  every(parts: readonly StringLanguage[]): StringLanguage {
    return this.combine("every", parts, this.anything, this.nothing);
  }

  any(parts: readonly StringLanguage[]): StringLanguage {
    return this.combine("any", parts, this.nothing, this.anything);
  }

  /** `neutral` can be omitted from a combination, and a combination with `absorbing` equals `absorbing`. */
  private combine(
    kind: "every" | "any",
    parts: readonly StringLanguage[],
    neutral: StringLanguage,
    absorbing: StringLanguage,
  ): StringLanguage {
    const distinct = new Set<StringLanguage>();
    for (const part of parts) {
      if (part.kind === kind) for (const inner of part.parts) distinct.add(inner);
      else if (part !== neutral) distinct.add(part);
    }
    this.budget.spend(700 + 350 * distinct.size);
    if (distinct.has(absorbing)) return absorbing;
    for (const part of distinct) if (part.kind === "not" && distinct.has(part.part)) return absorbing;

    const simple = this.simplify(kind, [...distinct]);
    if (simple !== null) return this.combine(kind, simple, neutral, absorbing);
    const sorted = this.withoutAbsorbed(kind, [...distinct]).sort((one, other) => one.id - other.id);
    if (sorted.length === 0) return neutral;
    if (sorted.length === 1 && sorted[0]) return sorted[0];
    const acceptsEmpty =
      kind === "every" ? sorted.every((part) => part.acceptsEmpty) : sorted.some((part) => part.acceptsEmpty);
    return this.intern(`${kind} ${sorted.map(({ id }) => id).join(" ")}`, { kind, parts: sorted, acceptsEmpty });
  }

  /**
   * In "A and f(A)" the inner A is true, and in "A or f(A)" it is false. So no part occurs twice on a path of the formula, and
   * look-ahead within repetition gives finitely many formulas. Null when there is nothing to replace.
   */
  private simplify(kind: "every" | "any", parts: readonly StringLanguage[]): StringLanguage[] | null {
    if (parts.length < 2 || !parts.some(isCompound)) return null;
    const truths = new Map<StringLanguage, StringLanguage>();
    const [inside, opposite] = kind === "every" ? [this.anything, this.nothing] : [this.nothing, this.anything];
    for (const part of parts) {
      if (isCompound(part)) continue;
      if (part.kind === "not") truths.set(part.part, opposite);
      else truths.set(part, inside);
    }
    const simple = parts.map((part) => (isCompound(part) ? this.replace(part, truths) : part));
    return simple.some((part, index) => part !== parts[index]) ? simple : null;
  }

  private replace(language: StringLanguage, truths: ReadonlyMap<StringLanguage, StringLanguage>): StringLanguage {
    this.budget.spend(60);
    const known = truths.get(language);
    if (known !== undefined) return known;
    if (language.kind === "not") return this.not(this.replace(language.part, truths));
    if (language.kind !== "every" && language.kind !== "any") return language;
    const parts = language.parts.map((part) => this.replace(part, truths));
    if (parts.every((part, index) => part === language.parts[index])) return language;
    return language.kind === "every" ? this.every(parts) : this.any(parts);
  }

  /** Both "A or (A and B)" and "A and (A or B)" are A. Without this, look-ahead within repetition grows without limit. */
  private withoutAbsorbed(kind: "every" | "any", parts: StringLanguage[]): StringLanguage[] {
    const dual = kind === "any" ? "every" : "any";
    if (!parts.some((part) => part.kind === dual)) return parts;

    return parts.filter((part) => {
      if (part.kind !== dual) return true;
      const inner = new Set<StringLanguage>(part.parts);
      this.budget.spend(100 * (inner.size + parts.length));
      const isContained = (other: StringLanguage): boolean =>
        other.kind === dual ? other.parts.every((one) => inner.has(one)) : inner.has(other);
      return !parts.some((other) => other !== part && isContained(other));
    });
  }

  private intern(key: string, language: Bare): StringLanguage {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const numbered: StringLanguage = { ...language, id: this.known.size, after: [] };
    this.known.set(key, numbered);
    return numbered;
  }
}

function isCompound(language: StringLanguage): boolean {
  return language.kind === "every" || language.kind === "any" || (language.kind === "not" && isCompound(language.part));
}
