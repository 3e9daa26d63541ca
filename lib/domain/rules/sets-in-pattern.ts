import type { CharacterSet } from "./character-set";
import type { PatternNode } from "./pattern-node";

/** Every set of characters in the pattern. */
export function setsInPattern(node: PatternNode): CharacterSet[] {
  switch (node.kind) {
    case "characters":
      return [node.set];
    case "sequence":
    case "choice":
      return node.parts.flatMap(setsInPattern);
    case "repeat":
    case "look-ahead":
      return setsInPattern(node.part);
    case "start":
    case "end":
      return [];
  }
}
