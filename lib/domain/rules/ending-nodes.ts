/** Successive nodes from `first` on: the parts of all, and where each node's parts end in that list. */
export type NodeSection = { owner: number | null; first: number; parts: Int32Array; ends: Int32Array };

/**
 * Sets of endings, as sums of earlier sets: nodes 0 to `endings` - 1 are the endings themselves. So a sum that many steps have
 * in common is computed once.
 */
export class EndingNodes {
  /** The most additions in the sum for a node, those for its parts included. */
  additionsMax = 0;
  private readonly parts: (readonly number[])[] = [];
  private readonly owners: (number | null)[] = [];
  private readonly additions: number[] = [];
  private readonly members = new Map<number, readonly number[]>();

  constructor(private readonly endings: number) {}

  get count(): number {
    return this.endings + this.parts.length;
  }

  /**
   * A node for the union of disjoint ones; null for the empty set. `owner` is the group to whose endings it belongs; null for
   * endings of several groups.
   */
  union(nodes: readonly (number | null)[], owner: number | null): number | null {
    const parts = nodes.filter((node) => node !== null);
    if (parts.length < 2) return parts[0] ?? null;
    const additions = parts.length - 1 + Math.max(...parts.map((part) => this.additions[part - this.endings] ?? 0));
    this.parts.push(parts);
    this.owners.push(owner);
    this.additions.push(additions);
    this.additionsMax = Math.max(this.additionsMax, additions);
    return this.count - 1;
  }

  /** The nodes after the endings, in order, by owner. */
  sections(): NodeSection[] {
    const sections: NodeSection[] = [];
    let start = 0;
    while (start < this.parts.length) {
      const owner = this.owners[start] ?? null;
      let end = start + 1;
      while (end < this.parts.length && this.owners[end] === owner) end += 1;
      const parts = this.parts.slice(start, end);
      let partEnd = 0;
      sections.push({
        owner,
        first: this.endings + start,
        parts: Int32Array.from(parts.flat()),
        ends: Int32Array.from(parts, ({ length }) => (partEnd += length)),
      });
      start = end;
    }
    return sections;
  }

  /** The endings that a node stands for. */
  membersOf(node: number): readonly number[] {
    const known = this.members.get(node);
    if (known !== undefined) return known;
    const members =
      node < this.endings ? [node] : (this.parts[node - this.endings] ?? []).flatMap((part) => this.membersOf(part));
    this.members.set(node, members);
    return members;
  }
}
