import type { NodeSection } from "./ending-nodes";
import type { RuleAutomaton, RuleState } from "./rule-automaton";
import type { EndingStep } from "./string-endings";
import type { WorkBudget } from "./work-budget";

const NO_WAYS = new Float64Array();

/** Steps in columns. `groups` are those of the endings that they lead from, as bits; -1 for any. */
type StepTable = { groups: number; from: Int32Array; to: Int32Array; ways: Float64Array };

/**
 * The numbers of strings that an automaton accepts, in floating point: exact up to 2^53, and above that accurate to about 12
 * digits at 1/30 of the cost of exact numbers. 95^128 is far below the largest double.
 */
export class StringWeights {
  /** For each length, the number of strings that lead to each state with each ending, at state id * endings + ending. */
  private readonly waysByLength: Float64Array[] = [new Float64Array()];
  private states: readonly RuleState[];
  /** For the last length and by state id, the groups of the endings with which strings lead there, as bits. */
  private groupsHere = new Int32Array();
  private readonly sections: readonly NodeSection[];
  private readonly tables: StepTable[][] = [];
  private readonly endingCount: number;
  private stepsIntoOneMax = 0;

  constructor(
    private readonly automaton: RuleAutomaton,
    /** The maximum length; states from which only longer strings are accepted are skipped. */
    private readonly lengthMax: number,
    private readonly budget: WorkBudget,
  ) {
    this.states = [automaton.start];
    this.endingCount = automaton.endings.count;
    this.sections = automaton.endings.nodes.sections();
  }

  /** The number of accepted strings of the length, which is at least 1. */
  count(length: number): number {
    const { endings, acceptingStates } = this.automaton;
    this.advanceTo(length);
    const ways = this.waysByLength[length] ?? NO_WAYS;
    let count = 0;
    for (const { id } of acceptingStates) {
      const first = id * this.endingCount;
      for (const ending of endings.lasts) count += ways[first + ending] ?? 0;
    }
    return count;
  }

  /** The number of strings of the length, at least 1, that lead to the state, by ending; empty for a state beyond. */
  waysTo({ id }: RuleState, length: number): Float64Array {
    this.advanceTo(length);
    const first = id * this.endingCount;
    return (this.waysByLength[length] ?? NO_WAYS).subarray(first, first + this.endingCount);
  }

  /** The same by node of endings. */
  nodeWaysTo(state: RuleState, length: number): Float64Array {
    const nodes = new Float64Array(this.automaton.endings.nodes.count);
    nodes.set(this.waysTo(state, length));
    this.addUpNodes(nodes, -1);
    return nodes;
  }

  /** Whether strings of two lengths lead to the same states with the same endings. */
  reachesTheSame(one: number, other: number): boolean {
    this.advanceTo(Math.max(one, other));
    const [ways = NO_WAYS, others = NO_WAYS] = [this.waysByLength[one], this.waysByLength[other]];
    for (let index = 0; index < Math.max(ways.length, others.length); index += 1) {
      if ((ways[index] ?? 0) > 0 !== (others[index] ?? 0) > 0) return false;
    }
    return true;
  }

  /** The maximum relative error of a sum of these numbers, for the lengths computed so far. */
  get error(): number {
    // Each number is the rounded sum of rounded products of nodes, and a sum of such numbers has one rounding for each.
    const { nodes, stepsIntoOneMax } = this.automaton.endings;
    const roundings = this.stepsIntoOneMax * stepsIntoOneMax + nodes.additionsMax + 2;
    return (this.waysByLength.length * roundings + this.automaton.stateCount * this.endingCount) * Number.EPSILON;
  }

  /** Computes the numbers up to a length, and discovers the automaton's states up to it. */
  advanceTo(length: number): void {
    while (this.waysByLength.length <= length) this.advance();
  }

  private advance(): void {
    const length = this.waysByLength.length - 1;
    const before = this.waysByLength[length] ?? NO_WAYS;
    for (const state of this.states) this.automaton.stepsFrom(state);
    const { stateCount, endings } = this.automaton;
    this.budget.spend(stateCount * this.endingCount);
    const after = new Float64Array(stateCount * this.endingCount);
    const groupsAfter = new Int32Array(stateCount);
    const reached: RuleState[] = [];
    const nodes = new Float64Array(endings.nodes.count).fill(1);
    for (const state of this.states) {
      const groups = this.groupsHere[state.id] ?? -1;
      if (length > 0) this.readNodes(nodes, before, state, groups);
      for (const { to, group } of this.automaton.stepsFrom(state)) {
        if (to.needed >= this.lengthMax - length) continue;
        const added = this.addWays(after, to.id * this.endingCount, nodes, this.tablesOf(group, length === 0), groups);
        if (added === 0) continue;
        const groupsHere = groupsAfter[to.id] ?? 0;
        if (groupsHere === 0) reached.push(to);
        groupsAfter[to.id] = groupsHere | bitOf(group);
      }
    }
    for (const state of reached) this.stepsIntoOneMax = Math.max(this.stepsIntoOneMax, state.stepsHere.length);
    this.groupsHere = groupsAfter;
    this.states = reached;
    this.waysByLength.push(after);
  }

  private readNodes(nodes: Float64Array, ways: Float64Array, { id }: RuleState, groups: number): void {
    const first = id * this.endingCount;
    this.budget.spend(50 + this.endingCount);
    for (let ending = 0; ending < this.endingCount; ending += 1) nodes[ending] = ways[first + ending] ?? 0;
    this.addUpNodes(nodes, groups);
  }

  /** Computes the nodes after the endings; those of other groups than the given ones are 0. */
  private addUpNodes(nodes: Float64Array, groups: number): void {
    for (const { owner, first, parts, ends } of this.sections) {
      if (owner !== null && (groups & bitOf(owner)) === 0) {
        nodes.fill(0, first, first + ends.length);
        continue;
      }
      this.budget.spend(2 * parts.length);
      let index = 0;
      let node = first;
      for (const end of ends) {
        let sum = 0;
        for (; index < end; index += 1) sum += nodes[parts[index] ?? 0] ?? 0;
        nodes[node] = sum;
        node += 1;
      }
    }
  }

  /** Returns how much it added. */
  private addWays(
    ways: Float64Array,
    first: number,
    nodes: Float64Array,
    tables: readonly StepTable[],
    groups: number,
  ): number {
    let added = 0;
    for (const { groups: fromGroups, from, to, ways: factors } of tables) {
      if ((groups & fromGroups) === 0) continue;
      this.budget.spend(20 + 2 * to.length);
      for (let index = 0; index < to.length; index += 1) {
        const more = (nodes[from[index] ?? 0] ?? 0) * (factors[index] ?? 0);
        const ending = first + (to[index] ?? 0);
        ways[ending] = (ways[ending] ?? 0) + more;
        added += more;
      }
    }
    return added;
  }

  private tablesOf(group: number, isFirst: boolean): readonly StepTable[] {
    const index = 2 * group + (isFirst ? 1 : 0);
    const known = this.tables[index];
    if (known !== undefined) return known;
    const { endings } = this.automaton;
    const tables = tablesOf(isFirst ? endings.firstStepsOf(group) : endings.stepsOf(group));
    this.tables[index] = tables;
    return tables;
  }
}

/** Groups share a bit when there are more than 32. */
function bitOf(group: number): number {
  return 1 << (group % 32);
}

function tablesOf(steps: readonly EndingStep[]): StepTable[] {
  return [...new Set(steps.map(({ fromGroup }) => fromGroup))].map((fromGroup) => {
    const some = steps.filter((step) => step.fromGroup === fromGroup);
    return {
      groups: fromGroup === null ? -1 : bitOf(fromGroup),
      from: Int32Array.from(some, (step) => step.from),
      to: Int32Array.from(some, (step) => step.to),
      ways: Float64Array.from(some, (step) => step.ways),
    };
  });
}
