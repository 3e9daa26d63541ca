import type { PatternConstruct, PatternRefusal } from "./pattern-node";

/** A cursor in a pattern's text. A syntax error ends parsing. */
export class PatternReader {
  position = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(expected: string): boolean {
    return this.text.startsWith(expected, this.position);
  }

  /** Consumes `expected` if it comes next. */
  take(expected: string): boolean {
    if (!this.startsWith(expected)) return false;
    this.position += expected.length;
    return true;
  }

  /** Consumes the match of a sticky expression at this position. */
  takeMatch(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.position;
    const match = expression.exec(this.text);
    if (match !== null) this.position = expression.lastIndex;
    return match;
  }

  takeCodePoint(): number {
    const codePoint = this.text.codePointAt(this.position);
    if (codePoint === undefined) this.fail("The pattern ends too early.");
    this.position += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  fail(reason: string, position = this.position): never {
    throw new PatternFailure({ kind: "syntax", position, reason });
  }

  refuse(construct: PatternConstruct, position: number): never {
    throw new PatternFailure({ kind: "unsupported", position, construct });
  }
}

/** Carries a refusal out of the recursion; only `parsePattern` catches it. */
export class PatternFailure extends Error {
  constructor(readonly refusal: PatternRefusal) {
    super(refusal.kind);
  }
}
