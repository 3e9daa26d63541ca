import ts from "typescript";

/**
 * Expressions that interface text may not contain, and what to write instead. CONTRIBUTING.md has the glossary.
 * @type {{ expression: RegExp, instead: string }[]}
 */
export const unwantedExpressions = [
  { expression: /\bsign(ed|ing|s)?[ -](in|on)(?!\w)/i, instead: "log in" },
  { expression: /\bsign(ed|ing|s)?[ -]out\b/i, instead: "log out" },
  { expression: /\blogin\b/i, instead: "log-in (noun), log in (verb)" },
  { expression: /\b(whoever|somebody|nobody|people|person|persons)\b/i, instead: "a user, an administrator, you" },
  { expression: /\b(is|are) no good\b|\bgood for nothing\b/i, instead: "no longer works" },
  { expression: /\bplease\b/i, instead: "the instruction alone" },
  { expression: /\b(simply|just(?! now)|sorry)\b/i, instead: "the sentence without it" },
  { expression: /\b(proven|shown to be|proves? an? address)\b/i, instead: "verified" },
  { expression: /\bsecond factors?\b/i, instead: "two-factor authentication" },
  { expression: /\bspare codes?\b/i, instead: "recovery code" },
  { expression: /\bways? (back )?in\b(?! which)/i, instead: "reset link, invitation, set-up link" },
  { expression: /\b(told of|is told|are told|is said|are said)\b/i, instead: "an active sentence" },
  { expression: /\bused up\b/i, instead: "already used" },
  { expression: /\bgiven up\b/i, instead: "failed" },
  { expression: /\bcounted attempts?\b/i, instead: "rate limit" },
  { expression: /\be-mails?\b/i, instead: "email" },
  { expression: /\bany more\b/i, instead: "no longer" },
  { expression: /\blet go of\b/i, instead: "remove" },
  { expression: /\ball but\b/i, instead: "except" },
  { expression: /[a-z]!(\s|$)/, instead: "a full stop" },
];

/**
 * Texts that keep an unwanted expression, each with its reason.
 * @type {{ text: RegExp, reason: string }[]}
 */
export const exceptions = [
  { text: /^Login successful$/, reason: "The API's fixed reply, which existing clients compare." },
  { text: /^(AUTH )?LOGIN$/, reason: "SMTP's name of a method." },
];

/** @typedef {{ line: number, found: string, instead: string }} Finding */

/**
 * The unwanted expressions in a source file's string literals and JSX text.
 * @param {string} fileName
 * @param {string} source
 * @returns {Finding[]}
 */
export function findUnwantedExpressions(fileName, source) {
  // Parsing is the slow part, and most files have none of the expressions anywhere.
  const flat = source.replace(/\s+/g, " ");
  if (!unwantedExpressions.some(({ expression }) => expression.test(flat))) return [];
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  /** @type {Finding[]} */
  const findings = [];
  visit(file);
  return findings;

  /** @param {ts.Node} node */
  function visit(node) {
    if (isProse(node)) check(node.text, node.getStart(file));
    ts.forEachChild(node, visit);
  }

  /** @param {string} text @param {number} position */
  function check(text, position) {
    const sentence = text
      .replace(/`[^`]*`/g, "`code`")
      .replace(/\s+/g, " ")
      .trim();
    if (exceptions.some((exception) => exception.text.test(sentence))) return;
    for (const { expression, instead } of unwantedExpressions) {
      const [found] = expression.exec(sentence) ?? [];
      if (found === undefined) continue;
      findings.push({ line: file.getLineAndCharacterOfPosition(position).line + 1, found, instead });
    }
  }
}

/**
 * Prose is JSX text, or a string with a space or a capital: the others are codes, names and paths.
 * @param {ts.Node} node
 * @returns {node is ts.JsxText | ts.LiteralLikeNode}
 */
function isProse(node) {
  if (ts.isJsxText(node)) return true;
  const isString = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
  return isString && /\s|^[A-Z]/.test(node.text) && !ts.isImportDeclaration(node.parent);
}
