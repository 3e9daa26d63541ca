import { classNames, parsePasswordRules, propertyNames } from "./parse-password-rules";

/** The text of rules without what this version doesn't know, and the names that were left out. */
export type KnownRules = { rules: string; unknown: string[] };

/**
 * Reads rules of a list, whose language may have grown since: leaves out each rule with an unknown name, and each unknown class
 * of characters. Null when the text can't be read even so, or nothing is left of it.
 */
export function knownRules(text: string): KnownRules | null {
  if (parsePasswordRules(text).kind === "rules") return { rules: text, unknown: [] };
  const unknown: string[] = [];
  const kept = splitOutsideBrackets(text, ";").flatMap((rule) => {
    const known = knownRule(rule, unknown);
    return known === null ? [] : [known];
  });
  const rules = kept.join(";").trim();
  return unknown.length > 0 && rules !== "" && parsePasswordRules(rules).kind === "rules" ? { rules, unknown } : null;
}

/** Null to leave the rule out. */
function knownRule(rule: string, unknown: string[]): string | null {
  const [, name = "", colon = ""] = /^\s*([\w-]*)\s*(:?)/.exec(rule) ?? [];
  if (name === "") return rule;
  if (!propertyNames.has(name.toLowerCase())) {
    unknown.push(name);
    return null;
  }
  if (colon === "" || !/^(required|allowed)$/i.test(name)) return rule;
  const colonAt = rule.indexOf(":");
  const classes = splitOutsideBrackets(rule.slice(colonAt + 1), ",");
  const known = classes.filter((one) => {
    const word = one.trim();
    const isUnknown = /^[a-z][\w-]*$/i.test(word) && !classNames.has(word.toLowerCase());
    if (isUnknown) unknown.push(word);
    return !isUnknown;
  });
  return known.length === 0 ? null : `${rule.slice(0, colonAt + 1)}${known.join(",")}`;
}

/** A set ends at its first "]", or after "]]". */
function splitOutsideBrackets(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (const [piece] of text.matchAll(/\[[^\]]*\]?\]?|[^]/g)) {
    if (piece !== separator) part += piece;
    else {
      parts.push(part);
      part = "";
    }
  }
  return [...parts, part];
}
