import type { CharacterCell, SequencePlace } from "./character-cells";
import { EndingNodes } from "./ending-nodes";
import type { WorkBudget } from "./work-budget";

/** The longest allowed runs: of one character, and of neighbours in a-z, A-Z or 0-9, rising or falling. */
export type RunLimits = { repeating: number; sequential: number };

/** A step to the ending `to` from each ending in the node `from`, by one of `ways` characters of a cell. */
export type EndingStep = {
  cell: CharacterCell;
  choice: StepChoice;
  ways: number;
  from: number;
  to: number;
  /** The group to whose endings `from` belongs; null for endings of several groups. */
  fromGroup: number | null;
};

/**
 * Any character of the cell; one that makes no run with the previous character; the previous character again; the next one of
 * the run that the string closes; or the one that begins a rising or falling run, or turns a run around.
 */
export type StepChoice = "any" | "apart" | "same" | "next" | Direction;

/** The endings of strings that end with a cell: by the run that they close, and its length from 2 on. */
type CellEndings = { single: number; same: readonly number[]; rising: readonly number[]; falling: readonly number[] };

/** Nodes of a cell's endings; null for none. `distinct` is null for a cell whose endings are those of an earlier one. */
type CellNodes = Record<"all" | "notSame" | "notRising" | "notFalling" | "distinct", number | null>;

type Direction = "rising" | "falling";

/**
 * An ending is what limits of runs, and a rule for the last character, must know about a string: its last character and the
 * run that it closes, as far as these rules distinguish them. Without such rules all strings have the same ending. In a folded
 * cell, "rising" means away from the nearer end of the sequence: "yx" as well as "bc".
 *
 * Nearly every character can follow nearly every ending, which would make thousands of steps for each character. So steps lead
 * from nodes, which stand for many endings. "All but those of b, c and d" is the union of a head and a tail of the list: a
 * difference of floating-point sums would be inaccurate.
 */
export class StringEndings {
  readonly count: number;
  readonly nodes: EndingNodes;
  /** The most steps of one group into one ending. */
  readonly stepsIntoOneMax: number;
  /** The endings of strings whose last character may be last. */
  readonly lasts: readonly number[];
  private readonly steps: ReadonlyMap<number, readonly EndingStep[]>;
  private readonly firstSteps: ReadonlyMap<number, readonly EndingStep[]>;

  /** `mayBeLast` tells for a group whether its characters may be last. */
  constructor(
    cells: readonly CharacterCell[],
    readonly limits: RunLimits,
    mayBeLast: (group: number) => boolean,
    budget: WorkBudget,
  ) {
    const { endings, lasts } = endingsOf(cells, limits, mayBeLast);
    budget.spend(1_000 * lasts.length);
    this.lasts = lasts.flatMap((isLast, ending) => (isLast ? [ending] : []));
    this.count = lasts.length;
    this.nodes = new EndingNodes(this.count);
    this.steps = byGroup(new StepBuilder(cells, endings, limits, this.nodes).build());
    this.stepsIntoOneMax = mostIntoOne([...this.steps.values()]);
    const firstSteps = cells.map((cell, index): EndingStep => {
      const to = endings[index]?.single ?? 0;
      return { cell, choice: "any", ways: cell.characters.length, from: to, to, fromGroup: null };
    });
    this.firstSteps = byGroup(firstSteps);
  }

  /** The steps by the characters of a group. */
  stepsOf(group: number): readonly EndingStep[] {
    return this.steps.get(group) ?? [];
  }

  /** The steps by the characters of a group when they are a string's first; their `from` has no meaning. */
  firstStepsOf(group: number): readonly EndingStep[] {
    return this.firstSteps.get(group) ?? [];
  }
}

function byGroup(steps: readonly EndingStep[]): Map<number, EndingStep[]> {
  const groups = new Map<number, EndingStep[]>();
  for (const step of steps) {
    const group = groups.get(step.cell.group) ?? [];
    groups.set(step.cell.group, group);
    group.push(step);
  }
  return groups;
}

function mostIntoOne(groups: readonly (readonly EndingStep[])[]): number {
  let most = 0;
  for (const steps of groups) {
    const counts = new Map<number, number>();
    for (const { to } of steps) {
      const count = (counts.get(to) ?? 0) + 1;
      counts.set(to, count);
      most = Math.max(most, count);
    }
  }
  return most;
}

function endingsOf(
  cells: readonly CharacterCell[],
  { repeating, sequential }: RunLimits,
  mayBeLast: (group: number) => boolean,
): { endings: CellEndings[]; lasts: boolean[] } {
  const lasts: boolean[] = [];
  const shared = new Map<boolean, number>();
  const add = (group: number): number => lasts.push(mayBeLast(group)) - 1;
  const addMany = (group: number, longest: number): number[] =>
    Array.from({ length: Math.max(0, longest - 1) }, () => add(group));

  const endings = cells.map(({ group, place }): CellEndings => {
    if (repeating === Infinity && place === null) {
      const single = shared.get(mayBeLast(group)) ?? add(group);
      shared.set(mayBeLast(group), single);
      return { single, same: [], rising: [], falling: [] };
    }
    const single = add(group);
    const same = repeating === Infinity ? [] : addMany(group, repeating);
    if (place === null) return { single, same, rising: [], falling: [] };
    const rising = addMany(group, Math.min(place.index + 1, sequential));
    const falling = addMany(group, Math.min(place.length - place.index, sequential));
    return { single, same, rising, falling };
  });
  return { endings, lasts };
}

class StepBuilder {
  private readonly steps: EndingStep[] = [];
  private readonly nodesOf: readonly CellNodes[];
  private readonly heads: readonly (number | null)[];
  private readonly tails: readonly (number | null)[];

  constructor(
    private readonly cells: readonly CharacterCell[],
    private readonly endings: readonly CellEndings[],
    private readonly limits: RunLimits,
    private readonly nodes: EndingNodes,
  ) {
    this.nodesOf = this.nodesOfCells();
    this.heads = this.headsOf(this.nodesOf.map(({ distinct }) => distinct));
    this.tails = this.headsOf(this.nodesOf.map(({ distinct }) => distinct).reverse()).reverse();
  }

  build(): readonly EndingStep[] {
    for (const index of this.cells.keys()) {
      this.addSingleSteps(index);
      this.addSameSteps(index);
      this.addSequenceSteps(index, "rising");
      this.addSequenceSteps(index, "falling");
    }
    return this.steps;
  }

  /** Steps to a character that makes no run with the previous one. */
  private addSingleSteps(index: number): void {
    const [cell, own] = [this.cells[index], this.endings[index]];
    if (cell === undefined || own === undefined) return;
    const { place, characters } = cell;
    const far = { choice: "any", ways: characters.length, fromGroup: null } as const;
    if (this.limits.repeating === Infinity && place === null) {
      this.add(cell, this.heads.at(-1), own.single, far);
      return;
    }
    const [first, last] = place === null ? [index, index] : nearCells(index, place);
    this.add(cell, this.heads[first], own.single, far);
    this.add(cell, this.tails[last + 1], own.single, far);
    for (let near = first; near <= last; near += 1) {
      const ways = characters.length - this.runsBetween(near, index);
      const fromGroup = this.cells[near]?.group ?? null;
      this.add(cell, this.nodesOf[near]?.all, own.single, { choice: "apart", ways, fromGroup });
    }
  }

  /** How many characters of a cell make a run with each character of another. */
  private runsBetween(before: number, after: number): number {
    const place = this.cells[before]?.place ?? null;
    const repeats = before === after && this.limits.repeating < Infinity ? 1 : 0;
    if (place === null) return repeats;
    const neighbours = (["rising", "falling"] as const).map(
      (direction) => neighbourOf(before, place, direction)?.index,
    );
    return repeats + neighbours.filter((neighbour) => neighbour === after).length;
  }

  private addSameSteps(index: number): void {
    const [cell, own] = [this.cells[index], this.endings[index]];
    if (cell === undefined || own === undefined) return;
    const by = { choice: "same", ways: 1, fromGroup: cell.group } as const;
    for (const [longer, to] of own.same.entries())
      this.add(cell, longer === 0 ? this.nodesOf[index]?.notSame : own.same[longer - 1], to, by);
  }

  /** Steps from a cell to its neighbour in the sequence. */
  private addSequenceSteps(index: number, direction: Direction): void {
    const [cell, own, nodes] = [this.cells[index], this.endings[index], this.nodesOf[index]];
    if (!cell?.place || own === undefined || nodes === undefined) return;
    const neighbour = neighbourOf(index, cell.place, direction);
    const target = neighbour === null ? undefined : this.cells[neighbour.index];
    if (neighbour === null || target === undefined) return;
    const by = { ways: 1, fromGroup: cell.group };
    for (const [longer, to] of (this.endings[neighbour.index]?.[neighbour.direction] ?? []).entries()) {
      if (longer === 0) {
        const from = direction === "rising" ? nodes.notRising : nodes.notFalling;
        this.add(target, from, to, { ...by, choice: direction });
      } else {
        this.add(target, own[direction][longer - 1], to, { ...by, choice: "next" });
      }
    }
  }

  private add(
    cell: CharacterCell,
    from: number | null | undefined,
    to: number,
    by: Pick<EndingStep, "choice" | "ways" | "fromGroup">,
  ): void {
    if (from !== null && from !== undefined && by.ways > 0) this.steps.push({ cell, ...by, from, to });
  }

  private nodesOfCells(): CellNodes[] {
    const known = new Set<number>();
    return this.cells.map(({ group }, index) => {
      const { single, same, rising, falling } = this.endings[index] ?? noEndings;
      const union = (parts: readonly (number | null)[]): number | null => this.nodes.union(parts, group);
      const [repeats, rises, falls] = [union(same), union(rising), union(falling)];
      const notSame = union([single, rises, falls]);
      const all = union([notSame, repeats]);
      const distinct = known.has(single) ? null : all;
      known.add(single);
      const notRising = rises === null ? all : union([single, repeats, falls]);
      const notFalling = falls === null ? all : union([single, repeats, rises]);
      return { all, distinct, notSame, notRising, notFalling };
    });
  }

  /** Element i is the union of the first i nodes. */
  private headsOf(nodes: readonly (number | null)[]): (number | null)[] {
    const heads: (number | null)[] = [null];
    for (const node of nodes) heads.push(this.nodes.union([heads.at(-1) ?? null, node], null));
    return heads;
  }
}

const noEndings: CellEndings = { single: 0, same: [], rising: [], falling: [] };

/** The cell of a character's neighbour in its sequence, and the direction of the run there, which a fold turns around. */
function neighbourOf(
  index: number,
  place: SequencePlace,
  direction: Direction,
): { index: number; direction: Direction } | null {
  const at = place.index + (direction === "rising" ? 1 : -1);
  if (at < 0 || at >= place.length) return null;
  const start = index - place.index;
  if (!place.isFolded || 2 * at <= place.length - 1) return { index: start + at, direction };
  return { index: start + place.length - 1 - at, direction: direction === "rising" ? "falling" : "rising" };
}

/** The first and the last cell whose characters can be neighbours of the cell's. */
function nearCells(index: number, { index: at, length, isFolded }: SequencePlace): [first: number, last: number] {
  const hasCellAfter = isFolded ? 2 * (at + 1) <= length - 1 : at + 1 < length;
  return [at === 0 ? index : index - 1, hasCellAfter ? index + 1 : index];
}
