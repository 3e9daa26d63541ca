import { ALL_CHARACTERS, type CharacterSet } from "./character-set";
import type { Demand } from "./constraint";
import type { PatternAutomaton } from "./pattern-automaton";
import { Requirements } from "./requirements";
import type { SharedParts } from "./shared-parts";
import type { StringLanguage } from "./string-language";
import { TooComplex } from "./work-budget";

/** The state after a prefix of a string. */
export type RuleState = {
  /** Numbered from 0 in order of discovery. */
  readonly id: number;
  readonly accepts: boolean;
  /** The strings that the pattern allows next; null without a pattern, and at the start. */
  readonly language: StringLanguage | null;
  /** The progress of the requirements. */
  readonly progress: number;
  /** A lower bound of the characters that must follow. */
  readonly needed: number;
  /** The last character's group and the length of its run; 0 and 0 when runs are unlimited. */
  readonly group: number;
  readonly run: number;
  /** Null until computed. */
  steps: RuleStep[] | null;
  /** Steps into this state, from states whose steps were computed. */
  readonly stepsHere: RuleStep[];
};

/** One or more characters that lead from one state to another. */
export type RuleStep = { from: RuleState; to: RuleState; group: number; choice: StepChoice; ways: number };

/** Any character of the group, the previous character again, or a different one of the same group. */
type StepChoice = "any" | "same" | "other";

/** The strings that satisfy some demands, as a lazily built automaton. It doesn't check lengths. */
export class RuleAutomaton {
  readonly start: RuleState;
  stateCount = 0;
  readonly acceptingStates: RuleState[] = [];
  private readonly states = new Map<number, RuleState>();
  private readonly pattern: PatternAutomaton | null;
  private readonly usableGroups: readonly number[];
  private readonly requirements: Requirements;
  private readonly consecutiveMax: number;
  /** By group, whether it may be first and last. */
  private readonly fitsEnds: readonly boolean[];

  constructor(
    demands: readonly Demand[],
    private readonly shared: SharedParts,
    lengthMax: number,
  ) {
    const { groups } = shared;
    this.pattern = demands.some(({ kind }) => kind === "pattern") ? shared.pattern : null;
    this.usableGroups = groups.membership(alphabetOf(demands)).flatMap((isUsable, group) => (isUsable ? [group] : []));
    this.requirements = new Requirements(demands, groups, lengthMax);
    const runs = demands.flatMap((one) => (one.kind === "consecutive" && one.max < lengthMax ? [one.max] : []));
    this.consecutiveMax = Math.min(Infinity, ...runs);
    this.fitsEnds = groups.membership(endsOf(demands));
    this.start = this.makeState(null, 0, 0, 0, false);
  }

  stepsFrom(state: RuleState): readonly RuleStep[] {
    if (state.steps !== null) return state.steps;
    state.steps = [];
    for (const group of this.usableGroups) this.addSteps(state, state.steps, group);
    return state.steps;
  }

  /** The characters of the step's group. */
  charactersOf(step: RuleStep): readonly string[] {
    return this.shared.groups.characters[step.group] ?? [];
  }

  private addSteps(from: RuleState, steps: RuleStep[], group: number): void {
    this.shared.budget.spend(250);
    const language = this.languageAfter(from, group);
    const fitsEnd = this.fitsEnds[group] ?? false;
    if (language === "nothing" || (from === this.start && !fitsEnd)) return;
    const progress = this.requirements.after(from.progress, group);
    const size = this.shared.groups.characters[group]?.length ?? 0;
    const add = (run: number, choice: StepChoice, ways: number): void => {
      if (ways === 0) return;
      const to = this.stateOf(language, progress, run === 0 ? 0 : group, run, fitsEnd);
      const step = { from, to, group, choice, ways };
      steps.push(step);
      to.stepsHere.push(step);
    };

    if (this.consecutiveMax === Infinity) return add(0, "any", size);
    if (from.run === 0 || from.group !== group) return add(1, "any", size);
    add(1, "other", size - 1);
    if (from.run < this.consecutiveMax) add(from.run + 1, "same", 1);
  }

  private languageAfter(from: RuleState, group: number): StringLanguage | null | "nothing" {
    if (this.pattern === null) return null;
    const language = from.language === null ? this.pattern.first(group) : this.pattern.next(from.language, group);
    return language ?? "nothing";
  }

  private stateOf(
    language: StringLanguage | null,
    progress: number,
    group: number,
    run: number,
    mayEnd: boolean,
  ): RuleState {
    const runs = this.consecutiveMax === Infinity ? 1 : this.consecutiveMax + 1;
    const key =
      ((((language?.id ?? 0) * this.requirements.size + progress) * this.shared.groups.count + group) * runs + run) *
        2 +
      Number(mayEnd);
    if (!Number.isSafeInteger(key)) throw new TooComplex();
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const state = this.makeState(language, progress, group, run, mayEnd);
    this.states.set(key, state);
    return state;
  }

  private makeState(
    language: StringLanguage | null,
    progress: number,
    group: number,
    run: number,
    mayEnd: boolean,
  ): RuleState {
    this.shared.budget.spend(400);
    const accepts = mayEnd && this.requirements.areMet(progress) && (language?.acceptsEmpty ?? true);
    const needed = this.requirements.neededAfter(progress);
    const state: RuleState = {
      id: this.stateCount,
      accepts,
      language,
      progress,
      needed,
      group,
      run,
      steps: null,
      stepsHere: [],
    };
    this.stateCount += 1;
    if (accepts) this.acceptingStates.push(state);
    return state;
  }
}

export function alphabetOf(demands: readonly Demand[]): CharacterSet {
  return demands.reduce((set, one) => (one.kind === "alphabet" ? set & one.set : set), ALL_CHARACTERS);
}

function endsOf(demands: readonly Demand[]): CharacterSet {
  return demands.reduce((set, one) => (one.kind === "ends" ? set & one.set : set), ALL_CHARACTERS);
}
