import type { RuleAutomaton, RuleState } from "./rule-automaton";
import type { StringWeights } from "./string-weights";

/**
 * The exact numbers of strings that an automaton accepts. Slow for long strings, so used only where weights are too coarse.
 * It visits only states that the weights have visited, so the automaton doesn't grow.
 */
export class ExactCounts {
  /** For each length, the number of strings that lead to each state. */
  private readonly waysByLength: Map<RuleState, bigint>[];

  constructor(
    private readonly automaton: RuleAutomaton,
    private readonly weights: StringWeights,
  ) {
    this.waysByLength = [new Map([[automaton.start, 1n]])];
  }

  count(length: number): bigint {
    let count = 0n;
    for (const [state, ways] of this.waysTo(length)) if (state.accepts) count += ways;
    return count;
  }

  waysTo(length: number): ReadonlyMap<RuleState, bigint> {
    while (this.waysByLength.length <= length) this.advance();
    return this.waysByLength[length] ?? new Map();
  }

  private advance(): void {
    const after = new Map<RuleState, bigint>();
    const weightsAfter = this.weights.waysTo(this.waysByLength.length);
    for (const [state, ways] of this.waysByLength.at(-1) ?? []) {
      for (const { to, ways: stepWays } of this.automaton.stepsFrom(state)) {
        if ((weightsAfter[to.id] ?? 0) > 0) after.set(to, (after.get(to) ?? 0n) + ways * BigInt(stepWays));
      }
    }
    this.waysByLength.push(after);
  }
}
