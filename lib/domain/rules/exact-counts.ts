import type { RuleAutomaton, RuleState } from "./rule-automaton";

/** How many strings an automaton accepts, to the last digit; dear for long ones, so asked only where weights are too coarse. */
export class ExactCounts {
  /** By length: how many strings lead to each state. */
  private readonly waysByLength: Map<RuleState, bigint>[];

  constructor(private readonly automaton: RuleAutomaton) {
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
    for (const [state, ways] of this.waysByLength.at(-1) ?? []) {
      for (const { to, ways: stepWays } of this.automaton.stepsFrom(state)) {
        after.set(to, (after.get(to) ?? 0n) + ways * BigInt(stepWays));
      }
    }
    this.waysByLength.push(after);
  }
}
