import type { RuleAutomaton, RuleState } from "./rule-automaton";
import type { WorkBudget } from "./work-budget";

/**
 * How many strings an automaton accepts, in floating point: exact up to 2^53, and beyond that right to about twelve digits at
 * a thirtieth of what exact numbers cost. 95^128 is far below the largest double.
 */
export class StringWeights {
  /** By length: how many strings lead to each state, by its id. */
  private readonly waysByLength: Float64Array[] = [];
  private states: RuleState[];
  private stepsIntoOneMax = 0;

  constructor(
    private readonly automaton: RuleAutomaton,
    /** No longer string is asked for, and what can only be met by one is left out. */
    private readonly lengthMax: number,
    private readonly budget: WorkBudget,
  ) {
    this.states = [automaton.start];
    this.waysByLength.push(Float64Array.of(1));
  }

  /** How many strings of the length are accepted. */
  count(length: number): number {
    const ways = this.waysTo(length);
    let count = 0;
    for (const state of this.automaton.acceptingStates) count += ways[state.id] ?? 0;
    return count;
  }

  /** By the id of a state: how many strings of the length lead to it; ids past the end have none. */
  waysTo(length: number): Float64Array {
    while (this.waysByLength.length <= length) this.advance();
    return this.waysByLength[length] ?? new Float64Array();
  }

  /** The greatest share by which a sum of ways, of a length that was asked for, may be off. */
  get error(): number {
    // Each way is the rounded sum of rounded products of ways before, and a sum of ways has one rounding for each state.
    const roundings = this.waysByLength.length * (this.stepsIntoOneMax + 2) + this.automaton.stateCount;
    return roundings * Number.EPSILON;
  }

  private advance(): void {
    const before = this.waysByLength.at(-1) ?? new Float64Array();
    let steps = 0;
    for (const state of this.states) steps += this.automaton.stepsFrom(state).length;
    this.budget.spend(15 * steps + 20 * this.states.length + this.automaton.stateCount);

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
