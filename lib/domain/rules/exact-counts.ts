import type { RuleAutomaton, RuleState } from "./rule-automaton";
import type { StringWeights } from "./string-weights";

/**
 * The exact numbers of strings that an automaton accepts. Slow for long strings, so used only where weights are too coarse.
 * It visits only states that the weights have visited, so the automaton doesn't grow.
 */
export class ExactCounts {
  /** For each length, the number of strings that lead to each state, by ending. */
  private readonly waysByLength: Map<RuleState, bigint[]>[] = [new Map()];

  constructor(
    private readonly automaton: RuleAutomaton,
    private readonly weights: StringWeights,
  ) {}

  /** For a length of at least 1. */
  count(length: number): bigint {
    const { endings, acceptingStates } = this.automaton;
    this.advanceTo(length);
    let count = 0n;
    for (const state of acceptingStates) {
      const ways = this.waysTo(state, length);
      for (const ending of endings.lasts) count += ways[ending] ?? 0n;
    }
    return count;
  }

  /** As `StringWeights.waysTo`. */
  waysTo(state: RuleState, length: number): readonly bigint[] {
    this.advanceTo(length);
    return this.waysByLength[length]?.get(state) ?? [];
  }

  /** As `StringWeights.nodeWaysTo`. */
  nodeWaysTo(state: RuleState, length: number): readonly bigint[] {
    const { count, nodes } = this.automaton.endings;
    const ways = this.waysTo(state, length);
    const sums = Array.from({ length: count }, (_, ending) => ways[ending] ?? 0n);
    for (const { parts, ends } of nodes.sections()) {
      for (const [index, end] of ends.entries()) {
        const own = [...parts.subarray(ends[index - 1] ?? 0, end)];
        sums.push(own.reduce((sum, part) => sum + (sums[part] ?? 0n), 0n));
      }
    }
    return sums;
  }

  private advanceTo(length: number): void {
    while (this.waysByLength.length <= length) this.advance();
  }

  private advance(): void {
    const length = this.waysByLength.length - 1;
    const { automaton, weights } = this;
    const { endings } = automaton;
    const after = new Map<RuleState, bigint[]>();
    for (const state of length === 0 ? [automaton.start] : (this.waysByLength[length]?.keys() ?? [])) {
      const nodes = length === 0 ? null : this.nodeWaysTo(state, length);
      for (const { to, group } of automaton.stepsFrom(state)) {
        if (!weights.waysTo(to, length + 1).some((ways) => ways > 0)) continue;
        const ways = after.get(to) ?? Array<bigint>(endings.count).fill(0n);
        after.set(to, ways);
        for (const step of nodes === null ? endings.firstStepsOf(group) : endings.stepsOf(group)) {
          ways[step.to] = (ways[step.to] ?? 0n) + (nodes === null ? 1n : (nodes[step.from] ?? 0n)) * BigInt(step.ways);
        }
      }
    }
    this.waysByLength.push(after);
  }
}
