import type { CharacterGroups } from "./character-groups";
import { PatternExpressions, type PatternExpression } from "./pattern-expression";
import type { PatternNode } from "./pattern-node";
import { StringLanguages, type StringLanguage } from "./string-language";
import type { WorkBudget } from "./work-budget";

/**
 * A pattern as a lazily built automaton. Its states are sets of strings, and a step is Brzozowski's derivative ("Derivatives
 * of Regular Expressions", 1964): the remainders of the strings that start with the character. With derivatives,
 * intersection and complement, which look-ahead needs, cost no more than union.
 */
export class PatternAutomaton {
  private readonly expressions: PatternExpressions;
  private readonly languages: StringLanguages;
  private readonly emptyConditions = new Map<PatternExpression, StringLanguage>();
  private readonly whole: StringLanguage;

  constructor(
    node: PatternNode,
    groups: CharacterGroups,
    lengthMax: number,
    private readonly budget: WorkBudget,
  ) {
    this.expressions = new PatternExpressions((set) => groups.membership(set), lengthMax);
    this.languages = new StringLanguages(budget);
    this.whole = this.sequence(this.expressions.of(node), this.languages.empty);
  }

  /** The state after a string's first character; null when no string starts with it. */
  first(group: number): StringLanguage | null {
    return this.alive(this.derive(this.whole, group, true));
  }

  next(state: StringLanguage, group: number): StringLanguage | null {
    return this.alive(this.derive(state, group, false));
  }

  private alive(state: StringLanguage): StringLanguage | null {
    return state === this.languages.nothing ? null : state;
  }

  private derive(language: StringLanguage, group: number, atStart: boolean): StringLanguage {
    const known = atStart ? undefined : language.after[group];
    if (known !== undefined) return known;
    this.budget.spend(300);
    const derived = this.computeDerivative(language, group, atStart);
    if (!atStart) language.after[group] = derived;
    return derived;
  }

  private computeDerivative(language: StringLanguage, group: number, atStart: boolean): StringLanguage {
    switch (language.kind) {
      case "nothing":
      case "empty":
        return this.languages.nothing;
      case "anything":
        return language;
      case "not":
        return this.languages.not(this.derive(language.part, group, atStart));
      case "every":
        return this.languages.every(language.parts.map((part) => this.derive(part, group, atStart)));
      case "any":
        return this.languages.any(language.parts.map((part) => this.derive(part, group, atStart)));
      case "sequence":
        return this.languages.any([
          this.consume(language.expression, group, language.rest, atStart),
          this.passOver(language.expression, group, atStart, () => this.derive(language.rest, group, atStart)),
        ]);
    }
  }

  /** The derivative when the expression matches at least this character, followed by `rest`. */
  private consume(
    expression: PatternExpression,
    group: number,
    rest: StringLanguage,
    atStart: boolean,
  ): StringLanguage {
    this.budget.spend(150);
    switch (expression.kind) {
      case "characters":
        return expression.hasGroup[group] ? rest : this.languages.nothing;
      case "sequence": {
        const byFirst = this.consume(expression.first, group, this.sequence(expression.rest, rest), atStart);
        const bySecond = this.passOver(expression.first, group, atStart, () =>
          this.consume(expression.rest, group, rest, atStart),
        );
        return this.languages.any([byFirst, bySecond]);
      }
      case "choice":
        return this.languages.any(expression.parts.map((part) => this.consume(part, group, rest, atStart)));
      case "repeat": {
        const { part, min, max } = expression;
        this.budget.spend(600);
        const fewer = this.expressions.repeat(part, Math.max(0, min - 1), max - 1);
        const byFirst = this.consume(part, group, this.sequence(fewer, rest), atStart);
        if (min === 0) return byFirst;
        // A required repetition may match the empty string, and then a later one consumes this character.
        return this.languages.any([
          byFirst,
          this.passOver(part, group, atStart, () => this.consume(fewer, group, rest, atStart)),
        ]);
      }
      case "look-ahead":
      case "blank":
      case "start":
      case "end":
        return this.languages.nothing;
    }
  }

  /** The derivative when the expression matches the empty string here, and a later part consumes this character. */
  private passOver(
    expression: PatternExpression,
    group: number,
    atStart: boolean,
    byOther: () => StringLanguage,
  ): StringLanguage {
    const condition = this.emptyCondition(expression, atStart);
    if (condition === this.languages.nothing) return condition;
    return this.languages.every([this.derive(condition, group, atStart), byOther()]);
  }

  /** The strings before which the expression matches without consuming a character. */
  private emptyCondition(expression: PatternExpression, atStart: boolean): StringLanguage {
    const known = atStart ? undefined : this.emptyConditions.get(expression);
    if (known !== undefined) return known;
    this.budget.spend(150);
    const condition = this.computeEmptyCondition(expression, atStart);
    if (!atStart) this.emptyConditions.set(expression, condition);
    return condition;
  }

  private computeEmptyCondition(expression: PatternExpression, atStart: boolean): StringLanguage {
    switch (expression.kind) {
      case "characters":
        return this.languages.nothing;
      case "blank":
        return this.languages.anything;
      case "sequence":
        return this.languages.every([
          this.emptyCondition(expression.first, atStart),
          this.emptyCondition(expression.rest, atStart),
        ]);
      case "choice":
        return this.languages.any(expression.parts.map((part) => this.emptyCondition(part, atStart)));
      case "repeat":
        return expression.min === 0 ? this.languages.anything : this.emptyCondition(expression.part, atStart);
      case "look-ahead":
        return this.aheadOf(expression.part, expression.negative);
      case "start":
        return atStart ? this.languages.anything : this.languages.nothing;
      case "end":
        return this.languages.empty;
    }
  }

  private sequence(expression: PatternExpression, rest: StringLanguage): StringLanguage {
    this.budget.spend(200);
    if (expression.kind === "sequence") return this.sequence(expression.first, this.sequence(expression.rest, rest));
    // A look-ahead consumes nothing. Splitting it into parts lets equal parts from elsewhere be shared.
    if (expression.kind === "look-ahead")
      return this.languages.every([this.aheadOf(expression.part, expression.negative), rest]);
    // `.*` followed by anything is anything.
    if (rest === this.languages.anything && this.isAnyRun(expression)) return rest;
    const acceptsEmpty = rest.acceptsEmpty && this.emptyCondition(expression, false).acceptsEmpty;
    return this.languages.sequence(expression, rest, acceptsEmpty);
  }

  private aheadOf(part: PatternExpression, negative: boolean): StringLanguage {
    const seen = this.sequence(part, this.languages.anything);
    return negative ? this.languages.not(seen) : seen;
  }

  private isAnyRun(expression: PatternExpression): boolean {
    if (expression.kind !== "repeat" || expression.min > 0 || expression.max !== Infinity) return false;
    return expression.part.kind === "characters" && expression.part.hasGroup.every((has) => has);
  }
}
