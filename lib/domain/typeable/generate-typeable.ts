import { acceptedStrings, type Automaton } from "@/lib/domain/automaton";
import type { RandomSource } from "@/lib/domain/random";
import { bitsOfCount, drawRanked, type RankedStrings } from "@/lib/domain/ranked-strings";
import type { Layer, TypeableClass, TypeablePolicy } from "./typeable-policy";

/** Every password that the policy allows is equally likely. */
export function generateTypeable(policy: TypeablePolicy, random: RandomSource): string {
  return drawRanked(rankedTypeables(policy), random);
}

export function typeableEntropyBits(policy: TypeablePolicy): number {
  return bitsOfCount(rankedTypeables(policy).count);
}

/** All strings of the policy's length that contain each class and don't exceed the layer changes, starting at lower case. */
export function rankedTypeables({ length, layerChangesMax, classes }: TypeablePolicy): RankedStrings {
  return acceptedStrings(layerAutomaton(classes, layerChangesMax), length);
}

/** A state: the current layer, the layer changes so far, and a bit for each class that has occurred. */
type Position = { layer: Layer; changes: number; met: number };

function layerAutomaton(classes: readonly TypeableClass[], changesMax: number): Automaton {
  const positions: Position[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (position: Position): number => {
    const key = `${position.layer} ${position.changes} ${position.met}`;
    const index = indexes.get(key) ?? positions.push(position) - 1;
    indexes.set(key, index);
    return index;
  };

  indexOf({ layer: "lowercase", changes: 0, met: 0 });
  const states: Automaton["states"][number][] = [];
  // `indexOf` appends new positions to the list during the iteration.
  for (const { layer, changes, met } of positions) {
    const transitions = classes.flatMap((typeableClass, bit) => {
      const changesAfter = changes + (typeableClass.layer === layer ? 0 : 1);
      if (changesAfter > changesMax) return [];
      const target = indexOf({ layer: typeableClass.layer, changes: changesAfter, met: met | (1 << bit) });
      return [{ characters: typeableClass.characters, target }];
    });
    states.push({ accepting: met === (1 << classes.length) - 1, transitions });
  }
  return { states };
}
