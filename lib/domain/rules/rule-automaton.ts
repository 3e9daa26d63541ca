import { cellsOf } from "./character-cells";
import { ALL_CHARACTERS, type CharacterSet } from "./character-set";
import type { Demand } from "./constraint";
import type { PatternAutomaton } from "./pattern-automaton";
import { Requirements } from "./requirements";
import type { SharedParts } from "./shared-parts";
import { StringEndings } from "./string-endings";
import type { StringLanguage } from "./string-language";
import { TooComplex } from "./work-budget";

/**
 * The state after a prefix of a string, apart from its ending. The two are independent: a character's group leads from state to
 * state, whatever the ending, and the character leads from ending to ending, whatever the state.
 */
export type RuleState = {
  /** Numbered from 0, the start, in order of discovery. */
  readonly id: number;
  /** Whether a string is accepted here if its ending may be last. */
  readonly accepts: boolean;
  /** The strings that the pattern allows next; null without a pattern, and at the start. */
  readonly language: StringLanguage | null;
  /** The progress of the requirements. */
  readonly progress: number;
  /** A lower bound of the characters that must follow. */
  readonly needed: number;
  /** Null until computed. */
  steps: RuleStep[] | null;
  /** Steps into this state, from states whose steps were computed. */
  readonly stepsHere: RuleStep[];
};

/** The characters of a group lead from one state to another. */
export type RuleStep = { from: RuleState; to: RuleState; group: number };

/** The strings that satisfy some demands, as a lazily built automaton. It doesn't check lengths. */
export class RuleAutomaton {
  readonly start: RuleState;
  stateCount = 0;
  readonly acceptingStates: RuleState[] = [];
  readonly endings: StringEndings;
  private readonly states = new Map<number, RuleState>();
  private readonly pattern: PatternAutomaton | null;
  private readonly usableGroups: readonly number[];
  private readonly requirements: Requirements;
  /** By group, whether it may be first and last. */
  private readonly fitsEnds: readonly boolean[];

  constructor(
    demands: readonly Demand[],
    private readonly shared: SharedParts,
    lengthMax: number,
  ) {
    const { groups, budget } = shared;
    this.pattern = demands.some(({ kind }) => kind === "pattern") ? shared.pattern : null;
    this.usableGroups = groups.membership(alphabetOf(demands)).flatMap((isUsable, group) => (isUsable ? [group] : []));
    this.requirements = new Requirements(demands, groups, lengthMax);
    const limits = {
      repeating: limitOf("repeating", demands, lengthMax),
      sequential: limitOf("sequential", demands, lengthMax),
    };
    const cells = cellsOf(groups, this.usableGroups, limits.sequential);
    this.fitsEnds = groups.membership(endsOf(demands));
    this.endings = new StringEndings(cells, limits, (group) => this.fitsEnds[group] ?? false, budget);
    this.start = this.makeState(null, 0);
  }

  stepsFrom(state: RuleState): readonly RuleStep[] {
    if (state.steps !== null) return state.steps;
    state.steps = [];
    for (const group of this.usableGroups) this.addStep(state, state.steps, group);
    return state.steps;
  }

  private addStep(from: RuleState, steps: RuleStep[], group: number): void {
    this.shared.budget.spend(250);
    const language = this.languageAfter(from, group);
    if (language === "nothing" || (from === this.start && this.fitsEnds[group] !== true)) return;
    const to = this.stateOf(language, this.requirements.after(from.progress, group));
    const step = { from, to, group };
    steps.push(step);
    to.stepsHere.push(step);
  }

  private languageAfter(from: RuleState, group: number): StringLanguage | null | "nothing" {
    if (this.pattern === null) return null;
    const language = from.language === null ? this.pattern.first(group) : this.pattern.next(from.language, group);
    return language ?? "nothing";
  }

  private stateOf(language: StringLanguage | null, progress: number): RuleState {
    const key = (language?.id ?? 0) * this.requirements.size + progress;
    if (!Number.isSafeInteger(key)) throw new TooComplex();
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const state = this.makeState(language, progress);
    this.states.set(key, state);
    return state;
  }

  private makeState(language: StringLanguage | null, progress: number): RuleState {
    this.shared.budget.spend(400);
    const accepts = this.requirements.areMet(progress) && (language?.acceptsEmpty ?? true);
    const needed = this.requirements.neededAfter(progress);
    const state: RuleState = { id: this.stateCount, accepts, language, progress, needed, steps: null, stepsHere: [] };
    this.stateCount += 1;
    if (accepts) this.acceptingStates.push(state);
    return state;
  }
}

/** Infinity when no string is long enough for the limit to matter. */
function limitOf(kind: "repeating" | "sequential", demands: readonly Demand[], lengthMax: number): number {
  const limits = demands.flatMap((one) => (one.kind === kind && one.max < lengthMax ? [one.max] : []));
  return Math.min(Infinity, ...limits);
}

export function alphabetOf(demands: readonly Demand[]): CharacterSet {
  return demands.reduce((set, one) => (one.kind === "alphabet" ? set & one.set : set), ALL_CHARACTERS);
}

function endsOf(demands: readonly Demand[]): CharacterSet {
  return demands.reduce((set, one) => (one.kind === "ends" ? set & one.set : set), ALL_CHARACTERS);
}
