import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import type { CharacterSet } from "./character-set";
import type { PatternNode } from "./pattern-node";

/** Where a constraint was asked for. */
export type ConstraintField = "rules" | "pattern" | "length" | keyof GeneratorOptions;

/** What one author asked for in one place, under the name it has there. */
export type Constraint = { field: ConstraintField; text: string; demands: readonly Demand[] };

/** Something that each password has to keep. Without it more passwords are allowed, never fewer. */
export type Demand =
  | { kind: "alphabet"; set: CharacterSet }
  | { kind: "required"; set: CharacterSet; minimum: number }
  | { kind: "consecutive"; max: number }
  | { kind: "length"; min: number; max: number }
  | { kind: "pattern"; node: PatternNode };

export function demandsOf(constraints: readonly Constraint[]): Demand[] {
  return constraints.flatMap(({ demands }) => demands);
}
