import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import type { CharacterSet } from "./character-set";
import type { PatternNode } from "./pattern-node";

/** The source of a constraint. */
export type ConstraintField = "rules" | "pattern" | "length" | keyof GeneratorOptions;

/** One rule or option from one source, with its text there. */
export type Constraint = { field: ConstraintField; text: string; demands: readonly Demand[] };

/** A condition that every password must satisfy. Removing it never reduces the set of allowed passwords. */
export type Demand =
  | { kind: "alphabet"; set: CharacterSet }
  | { kind: "required"; set: CharacterSet; minimum: number }
  /** The longest run of one character. */
  | { kind: "repeating"; max: number }
  /** The longest rising or falling run within a-z, A-Z or 0-9. */
  | { kind: "sequential"; max: number }
  /** The characters that may be the first and the last one. */
  | { kind: "ends"; set: CharacterSet }
  | { kind: "length"; min: number; max: number }
  | { kind: "pattern"; node: PatternNode };

export function demandsOf(constraints: readonly Constraint[]): Demand[] {
  return constraints.flatMap(({ demands }) => demands);
}
