import { ALL_CHARACTERS, complementOf, NO_CHARACTERS, type CharacterSet } from "./character-set";
import type { Demand } from "./constraint";
import type { PatternNode } from "./pattern-node";

type LookAhead = Extract<PatternNode, { kind: "look-ahead" }>;

const anyRun: PatternNode = {
  kind: "repeat",
  part: { kind: "characters", set: ALL_CHARACTERS },
  min: 0,
  max: Infinity,
};

/**
 * Most sites' patterns look like `(?=.*[a-z])(?=.*\d)[a-z\d]{8,64}`: minimums for sets, an alphabet and a length. These
 * demands need few states, and none to count to 64. The rest of a pattern stays a pattern.
 */
export function demandsOfPattern(pattern: PatternNode): Demand[] {
  const parts = flatten(pattern);
  const opening = parts.findIndex(({ kind }) => kind !== "start" && kind !== "look-ahead");
  const bodyStart = opening === -1 ? parts.length : opening;
  const demands: Demand[] = [];
  const rest: PatternNode[] = [];
  for (const part of parts.slice(0, bodyStart)) {
    const demand = part.kind === "look-ahead" ? demandOfLookAhead(part) : null;
    if (demand !== null) demands.push(demand);
    else if (part.kind !== "start") rest.push(part);
  }

  const body = parts.slice(bodyStart).filter((part, index, all) => part.kind !== "end" || all[index + 1] !== undefined);
  const bodyDemands = demandsOfBody(body);
  if (bodyDemands !== null && rest.length === 0) return [...demands, ...bodyDemands];
  const node: PatternNode = { kind: "sequence", parts: [...rest, ...(bodyDemands === null ? body : [anyRun])] };
  return [...demands, ...(bodyDemands ?? []), { kind: "pattern", node }];
}

function flatten(node: PatternNode): readonly PatternNode[] {
  return node.kind === "sequence" ? node.parts.flatMap(flatten) : [node];
}

/** A single set, repeated or not. */
function demandsOfBody(body: readonly PatternNode[]): Demand[] | null {
  const [only, ...others] = body;
  if (only === undefined || others.length > 0) return null;
  if (only.kind === "characters")
    return [
      { kind: "alphabet", set: only.set },
      { kind: "length", min: 1, max: 1 },
    ];
  if (only.kind !== "repeat" || only.part.kind !== "characters") return null;
  return [
    { kind: "alphabet", set: only.part.set },
    { kind: "length", min: only.min, max: only.max },
  ];
}

function demandOfLookAhead({ part, negative }: LookAhead): Demand | null {
  const found = occurrencesOf(part);
  if (found === null) return null;
  if (!negative) return { kind: "required", ...found };
  return found.minimum === 1 ? { kind: "alphabet", set: complementOf(found.set) } : null;
}

/** Recognises a look-ahead that requires a minimum of one set: `.*S`, `.*S.*S`, `[^S]*S`, `(?:.*S){2}` and so on. */
function occurrencesOf(part: PatternNode): { set: CharacterSet; minimum: number } | null {
  const parts = flatten(part);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "repeat" && only.part.kind !== "characters") {
    const once = occurrencesOf(only.part);
    return once === null || only.min === 0 || only.max < only.min
      ? null
      : { set: once.set, minimum: once.minimum * only.min };
  }

  const withoutTail = isRunOf(parts.at(-1), ALL_CHARACTERS) ? parts.slice(0, -1) : parts;
  const last = withoutTail.at(-1);
  if (last?.kind !== "characters" || withoutTail.length % 2 !== 0) return null;
  const isOccurrence = withoutTail.every((one, index) =>
    index % 2 === 0 ? isRunOf(one, complementOf(last.set)) : one.kind === "characters" && one.set === last.set,
  );
  return isOccurrence ? { set: last.set, minimum: withoutTail.length / 2 } : null;
}

/** Any number of characters from a superset of `least`. */
function isRunOf(node: PatternNode | undefined, least: CharacterSet): boolean {
  if (node?.kind !== "repeat" || node.min > 0 || node.max !== Infinity) return false;
  return node.part.kind === "characters" && (least & ~node.part.set) === NO_CHARACTERS;
}
