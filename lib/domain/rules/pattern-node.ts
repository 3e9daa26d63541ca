import type { CharacterSet } from "./character-set";

/** A node of a parsed pattern. Lazy quantifiers and groups are dropped: they affect captures, not whether a string matches. */
export type PatternNode =
  | { kind: "characters"; set: CharacterSet }
  | { kind: "sequence"; parts: readonly PatternNode[] }
  | { kind: "choice"; parts: readonly PatternNode[] }
  /** `max` may be Infinity. */
  | { kind: "repeat"; part: PatternNode; min: number; max: number }
  | { kind: "look-ahead"; part: PatternNode; negative: boolean }
  | { kind: "start" }
  | { kind: "end" };

/** Why a text can't be compiled; positions are in UTF-16 units from 0. */
export type PatternRefusal =
  | { kind: "syntax"; position: number; reason: string }
  | { kind: "unsupported"; position: number; construct: PatternConstruct };

export type PatternConstruct = "back-reference" | "look-behind" | "word boundary" | "inline flags" | "\\q{}";
