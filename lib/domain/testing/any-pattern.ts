import fc from "fast-check";

// Without classes negated under a counted quantifier or by the v flag, because V8 12 matches some of those incorrectly.
const atoms = ["a", "b", "1", ".", "[ab]", "[^a]", "\\w", "\\d", "[b-d]", "^", "$", "", ".*", "(?=.*\\d)", "(?!.*aa)"];
const quantifiers = ["*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "{0,3}", "{0}"];

const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom(...atoms),
    fc.tuple(tie("pattern"), tie("pattern")).map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map((parts) => `(?:${parts.join("|")})`),
    fc.tuple(tie("pattern"), fc.constantFrom(...quantifiers)).map(([part, quantifier]) => `(${part})${quantifier}`),
    tie("pattern").map((part) => `(?=${part})`),
    tie("pattern").map((part) => `(?!${part})`),
  ),
}));

/** HTML patterns over few characters, with look-ahead, anchors and empty repetitions at any position. */
export const anyPattern: fc.Arbitrary<string> = pattern;
