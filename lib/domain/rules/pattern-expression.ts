import type { PatternNode } from "./pattern-node";

/** A part of a pattern, interned, so that equal parts have the same id. */
export type PatternExpression = { id: number } & (
  | { kind: "characters"; hasGroup: readonly boolean[] }
  | { kind: "sequence"; first: PatternExpression; rest: PatternExpression }
  | { kind: "choice"; parts: readonly PatternExpression[] }
  | { kind: "repeat"; part: PatternExpression; min: number; max: number }
  | { kind: "look-ahead"; part: PatternExpression; negative: boolean }
  | { kind: "blank" }
  | { kind: "start" }
  | { kind: "end" }
);

type Unnumbered = PatternExpression extends infer Each
  ? Each extends { id: number }
    ? Omit<Each, "id">
    : never
  : never;

/** Builds expressions over groups of characters that the pattern doesn't distinguish. */
export class PatternExpressions {
  private readonly known = new Map<string, PatternExpression>();
  readonly blank = this.intern("blank", { kind: "blank" });

  constructor(
    /** For each group, whether the set contains it. */
    private readonly groupsOf: (set: bigint) => readonly boolean[],
    /** The maximum string length; more repetitions than this are equivalent to unlimited ones. */
    private readonly lengthMax: number,
  ) {}

  of(node: PatternNode): PatternExpression {
    switch (node.kind) {
      case "characters":
        return this.characters(this.groupsOf(node.set));
      case "sequence":
        return node.parts
          .map((part) => this.of(part))
          .reduceRight((rest, first) => this.sequence(first, rest), this.blank);
      case "choice":
        return this.choice(node.parts.map((part) => this.of(part)));
      case "repeat":
        return this.repeat(this.of(node.part), node.min, node.max);
      case "look-ahead": {
        const part = this.of(node.part);
        return this.intern(`look ${part.id} ${node.negative}`, { kind: "look-ahead", part, negative: node.negative });
      }
      case "start":
      case "end":
        return this.intern(node.kind, { kind: node.kind });
    }
  }

  repeat(part: PatternExpression, min: number, max: number): PatternExpression {
    const least = Math.min(min, this.lengthMax + 1);
    const most = max > this.lengthMax ? Infinity : max;
    if (most === 0 || part.kind === "blank") return this.blank;
    if (least === 1 && most === 1) return part;
    return this.intern(`repeat ${part.id} ${least} ${most}`, { kind: "repeat", part, min: least, max: most });
  }

  sequence(first: PatternExpression, rest: PatternExpression): PatternExpression {
    if (first.kind === "blank") return rest;
    if (rest.kind === "blank") return first;
    return this.intern(`sequence ${first.id} ${rest.id}`, { kind: "sequence", first, rest });
  }

  private characters(hasGroup: readonly boolean[]): PatternExpression {
    return this.intern(`characters ${hasGroup.map(Number).join("")}`, { kind: "characters", hasGroup });
  }

  /** Merges alternatives of one character into a set, so that `(?:a|b)*` has as few states as `[ab]*`. */
  private choice(parts: readonly PatternExpression[]): PatternExpression {
    const sets = parts.flatMap((part) => (part.kind === "characters" ? [part.hasGroup] : []));
    const others = parts.filter((part) => part.kind !== "characters");
    const united = sets[0]?.map((_, group) => sets.some((hasGroup) => hasGroup[group]));
    const all = united === undefined ? others : [this.characters(united), ...others];
    const distinct = [...new Set(all)];
    if (distinct.length === 1 && distinct[0]) return distinct[0];
    return this.intern(`choice ${distinct.map(({ id }) => id).join(" ")}`, { kind: "choice", parts: distinct });
  }

  private intern(key: string, expression: Unnumbered): PatternExpression {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const numbered: PatternExpression = { ...expression, id: this.known.size };
    this.known.set(key, numbered);
    return numbered;
  }
}
