import type { RuleAutomaton, RuleState } from "./rule-automaton";
import type { WorkBudget } from "./work-budget";

/**
 * The numbers of strings that an automaton accepts, in floating point: exact up to 2^53, and above that accurate to about 12
 * digits at 1/30 of the cost of exact numbers. 95^128 is far below the largest double.
 */
export class StringWeights {
  /** For each length, the number of strings that lead to each state, by state id. */
  private readonly waysByLength: Float64Array[] = [];
  private states: RuleState[];
  private stepsIntoOneMax = 0;

  constructor(
    private readonly automaton: RuleAutomaton,
    /** The maximum length; states from which only longer strings are accepted are skipped. */
    private readonly lengthMax: number,
    private readonly budget: WorkBudget,
  ) {
    this.states = [automaton.start];
    this.waysByLength.push(Float64Array.of(1));
  }

  /** The number of accepted strings of the length. */
  count(length: number): number {
    const ways = this.waysTo(length);
    let count = 0;
    for (const state of this.automaton.acceptingStates) count += ways[state.id] ?? 0;
    return count;
  }

  /** The number of strings of the length that lead to each state, by state id; 0 for ids past the end. */
  waysTo(length: number): Float64Array {
    while (this.waysByLength.length <= length) this.advance();
    return this.waysByLength[length] ?? new Float64Array();
  }

  /** The maximum relative error of a sum of these numbers, for the lengths computed so far. */
  get error(): number {
    // Each number is the rounded sum of rounded products of earlier ones, and a sum has one rounding for each state.
    const roundings = this.waysByLength.length * (this.stepsIntoOneMax + 2) + this.automaton.stateCount;
    return roundings * Number.EPSILON;
  }

  private advance(): void {
    const before = this.waysByLength.at(-1) ?? new Float64Array();
    let steps = 0;
    for (const state of this.states) steps += this.automaton.stepsFrom(state).length;
    this.budget.spend(10 * steps + 20 * this.states.length + this.automaton.stateCount);

    const after = new Float64Array(this.automaton.stateCount);
    const reached: RuleState[] = [];
    const lengthLeft = this.lengthMax - this.waysByLength.length;
    for (const state of this.states) {
      const ways = before[state.id] ?? 0;
      for (const step of this.automaton.stepsFrom(state)) {
        if (step.to.needed > lengthLeft) continue;
        const sum = after[step.to.id] ?? 0;
        if (sum === 0) reached.push(step.to);
        after[step.to.id] = sum + ways * step.ways;
      }
    }
    for (const state of reached) this.stepsIntoOneMax = Math.max(this.stepsIntoOneMax, state.stepsHere.length);
    this.states = reached;
    this.waysByLength.push(after);
  }
}
