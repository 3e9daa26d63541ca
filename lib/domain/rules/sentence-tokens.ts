import { NO_CHARACTERS, setOf, type CharacterSet } from "./character-set";
import { numberNamed, type SentenceClass } from "./sentence-words";

/** A part of a sentence, with its place in the text. */
export type SentenceToken = { start: number; end: number } & (
  | { kind: "word"; word: string }
  | { kind: "number"; value: number }
  /** Characters that are listed one by one, such as "!@#$". */
  | { kind: "symbols"; set: CharacterSet }
  /** A range such as a-z. */
  | { kind: "class"; class: SentenceClass }
  | { kind: "comma" | "colon" | "dash" | "plus" | "slash" | "open" | "close" | "stop" }
  | { kind: "line" }
);

type Piece = { kind: "space" | "line" | "number" | "word" | "run"; text: string; start: number; end: number };

const NUMBER_MAX = 1000;
// More than there are symbols; it also bounds the work for each run.
const RUNS_MAX = 64;
const WEAK = new Set(",.;:()-/&+'\"");
const ranges: Record<string, SentenceClass> = {
  "a-z": "lower",
  "A-Z": "upper",
  "a-zA-Z": "mixed",
  "A-Za-z": "mixed",
};

/** Replaces typographic characters by ASCII ones of the same length, so that places in the text stay the same. */
export function plainText(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, "-")
    .replace(/[\u2018\u2019\u201A\u2032\u02BC]/g, "'")
    .replace(/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"')
    .replace(/\u2026/g, ".")
    .replace(/[\u00A0\u2000-\u200B\u202F\u3000]/g, " ")
    .replace(/\u301C/g, "~")
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\b(?:e\.g|i\.e|min|max|etc|incl)\./gi, (short) => short.replaceAll(".", "").padEnd(short.length))
    .replace(/(?<=\d ?)~(?= ?\d)/g, "-");
}

/** In time linear in the text's length. */
export function readSentenceTokens(text: string): SentenceToken[] {
  const pieces = piecesOf(text);
  const tokens: SentenceToken[] = [];
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const { start, end } = piece;
    if (piece.kind === "run") {
      const list = takeSymbols(pieces, index);
      if (list !== null) {
        tokens.push({ kind: "symbols", set: list.set, start, end: list.end });
        if (list.ending !== null) tokens.push({ kind: list.ending, start: list.end, end: list.end });
        index = list.next;
        continue;
      }
      tokens.push(...punctuationOf(pieces, index));
    } else if (piece.kind === "line") tokens.push({ kind: "line", start, end });
    else if (piece.kind === "number") {
      const digits = digitRangeAt(pieces, index);
      if (digits !== null) {
        tokens.push({ kind: "class", class: "digit", start, end: digits.end });
        index += 3;
        continue;
      }
      const value = Number(piece.text);
      tokens.push(
        value <= NUMBER_MAX ? { kind: "number", value, start, end } : { kind: "word", word: piece.text, start, end },
      );
    } else if (piece.kind === "word") tokens.push(wordToken(piece));
    index += 1;
  }
  return tokens;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(/(\s+)|(\d+)|(\p{L}+(?:['-]\p{L}+)*)|([^\s\d\p{L}]+)/gu)) {
    const [part, space, number, word] = match;
    const kind =
      space !== undefined
        ? /[\n\r]/.test(space)
          ? "line"
          : "space"
        : number !== undefined
          ? "number"
          : word !== undefined
            ? "word"
            : "run";
    pieces.push({ kind, text: part, start: match.index, end: match.index + part.length });
  }
  return pieces;
}

function wordToken({ text, start, end }: Piece): SentenceToken {
  const range = ranges[text];
  if (range !== undefined) return { kind: "class", class: range, start, end };
  const word = text.toLowerCase().replaceAll("-", "");
  const value = numberNamed(word);
  return value === undefined ? { kind: "word", word, start, end } : { kind: "number", value, start, end };
}

/** "0-9" are the digits, not a length. */
function digitRangeAt(pieces: readonly Piece[], index: number): { end: number } | null {
  const [first, dash, last] = [pieces[index], pieces[index + 1], pieces[index + 2]];
  return first?.text === "0" && dash?.text === "-" && last?.text === "9" ? { end: last.end } : null;
}

/** What a punctuation mark after the list ends. */
type Ending = "stop" | "comma" | null;
type SymbolList = { set: CharacterSet; next: number; end: number; ending: Ending };

/** The characters listed from a run of symbols on: "!@#$", "! @ # $", "!, @ or #", "(!@#$)." Null for punctuation. */
function takeSymbols(pieces: readonly Piece[], first: number): SymbolList | null {
  const runs: string[] = [];
  let next = first;
  let end = pieces[first]?.start ?? 0;
  for (let index = first; pieces[index]?.kind === "run" && runs.length < RUNS_MAX; ) {
    const run = pieces[index];
    if (run === undefined) break;
    runs.push(run.text);
    end = run.end;
    next = index + 1;
    index = nextRunAfter(pieces, index);
  }
  const follows = pieces[first - 1];
  const isGlued = follows?.kind === "word" || follows?.kind === "number";
  const isLast = pieces[next]?.kind !== "word" && pieces[next]?.kind !== "number";
  const opening = runs[0] ?? "";
  if (isGlued && [...opening].every((one) => WEAK.has(one))) return null;
  if (runs.length === 1 && (isGlued ? /^[!?]+["')]*$/ : /^(.)\1+$/).test(opening)) return null;
  // A bullet.
  if (
    (follows === undefined || follows.kind === "line") &&
    /^[*#>~-]$/.test(opening) &&
    pieces[first + 1]?.kind === "space"
  )
    return null;
  const { characters, isQuoted, ending } = charactersOfRuns(runs, isLast);
  const isList =
    characters.some((one) => !WEAK.has(one)) ||
    isQuoted ||
    (runs.length > 1 && characters.length === runs.length && characters.length > 2);
  const set = setOf(characters.join(""));
  return isList && set !== NO_CHARACTERS ? { set, next, end, ending } : null;
}

/** The index of the next run when only a space, or "or" or "and", is between; otherwise the end. */
function nextRunAfter(pieces: readonly Piece[], index: number): number {
  const [one, two, three, four] = [1, 2, 3, 4].map((ahead) => pieces[index + ahead]);
  if (one?.kind === "space" && two?.kind === "run") return index + 2;
  const isJoined = one?.kind === "space" && two?.kind === "word" && /^(or|and)$/i.test(two.text);
  const isAlone = pieces[index + 5]?.kind !== "word" && pieces[index + 5]?.kind !== "number";
  return isJoined && three?.kind === "space" && four?.kind === "run" && isAlone ? index + 4 : pieces.length;
}

type RunCharacters = { characters: string[]; isQuoted: boolean; ending: Ending };

function charactersOfRuns(runs: readonly string[], isLast: boolean): RunCharacters {
  let isQuoted = false;
  let ending: Ending = null;
  const parts = runs.map((run, index) => {
    let part = index === 0 ? run.replace(/^[:,]+(?=.)/, "") : run;
    const isFinal = index === runs.length - 1;
    if (part.length > 1 && /[.,;:]$/.test(part) && (!isFinal || isLast)) {
      if (isFinal) ending = /[.;]$/.test(part) ? "stop" : "comma";
      part = part.slice(0, -1);
    }
    return part;
  });
  unwrap(parts);
  const characters = parts.flatMap((part) => {
    const quoted = /^(["'`])(.+)\1$/.exec(part)?.[2];
    if (quoted !== undefined) isQuoted = true;
    const inside = quoted ?? part;
    const isSeparated = inside.length > 2 && [...inside].every((one, index) => index % 2 === 0 || one === ",");
    return [...(isSeparated ? inside.replace(/(.),/g, "$1") : inside)];
  });
  return { characters: [...new Set(characters)], isQuoted, ending };
}

/** Removes brackets round the whole list, and an opening or closing one alone. */
function unwrap(parts: string[]): void {
  const first = parts[0];
  if (first !== undefined && first.length > 1 && /^[([]/.test(first)) {
    const closes = first.startsWith("(") ? ")" : "]";
    const last = parts.at(-1) ?? "";
    const opens = first.charAt(0);
    parts[0] = first.slice(1);
    if (parts.length === 1 ? parts[0].endsWith(closes) : last.endsWith(closes))
      parts[parts.length - 1] = (parts.at(-1) ?? "").slice(0, -1);
    else if (opens === "[") parts[0] = first;
    return;
  }
  const last = parts.at(-1) ?? "";
  if (last.length > 1 && last.endsWith(")") && !parts.some((part) => part.includes("(")))
    parts[parts.length - 1] = last.slice(0, -1);
}

function punctuationOf(pieces: readonly Piece[], index: number): SentenceToken[] {
  const piece = pieces[index];
  if (piece === undefined) return [];
  const { text, start } = piece;
  // Bullets of all scripts.
  if (/^[^\x00-\x7F]+$/.test(text)) return [{ kind: "stop", start, end: piece.end }];
  return [...text].flatMap((character, offset): SentenceToken[] => {
    const place = { start: start + offset, end: start + offset + 1 };
    switch (character) {
      case ",":
        return [{ kind: "comma", ...place }];
      case ":":
        return [{ kind: "colon", ...place }];
      case "(":
        return [{ kind: "open", ...place }];
      case ")":
        return [{ kind: "close", ...place }];
      case "/":
        return [{ kind: "slash", ...place }];
      case "+":
        return [{ kind: "plus", ...place }];
      case "&":
        return [{ kind: "word", word: "and", ...place }];
      case "-": {
        const isWithin = pieces[index - 1]?.kind === "number" && pieces[index + 1]?.kind === "word";
        return isWithin ? [] : [{ kind: "dash", ...place }];
      }
      case ".":
      case ";":
      case "!":
      case "?":
      case "*":
        return [{ kind: "stop", ...place }];
      default:
        return [];
    }
  });
}
