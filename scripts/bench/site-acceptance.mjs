// Parses `passwordrules` and checks passwords independently of the product's own parser, so that a fault there can't
// hide itself.

/** @typedef {{ minimum: number, maximum: number, repeating: number, sequential: number, required: ((character: string) => boolean)[], allowed: ((character: string) => boolean)[] }} Limits */

/** @type {Record<string, (character: string) => boolean>} */
const classes = {
  lower: (character) => character >= "a" && character <= "z",
  upper: (character) => character >= "A" && character <= "Z",
  digit: (character) => character >= "0" && character <= "9",
  special: (character) => character >= " " && character <= "~" && !/[a-z0-9]/i.test(character),
  "ascii-printable": (character) => character >= " " && character <= "~",
  unicode: () => true,
};

/**
 * Whether a site with these rules accepts all of the passwords.
 *
 * @param {string} rules
 * @param {readonly string[]} passwords
 * @returns {boolean}
 */
export function acceptsAll(rules, passwords) {
  const limits = readLimits(rules);
  return passwords.every((password) => accepts(limits, password));
}

/**
 * @param {Limits} limits
 * @param {string} password
 */
function accepts({ minimum, maximum, repeating, sequential, required, allowed }, password) {
  const characters = [...password];
  if (characters.length < minimum || characters.length > maximum) return false;
  if (allowed.length > 0 && !characters.every((character) => allowed.some((takes) => takes(character)))) return false;
  if (!required.every((takes) => characters.some(takes))) return false;
  const sequences = Math.max(longestRun(characters, 1), longestRun(characters, -1));
  return longestRun(characters, 0) <= repeating && sequences <= sequential;
}

/**
 * The longest run in which each character is `step` above the one before; other than 0 only within a-z, A-Z or 0-9.
 *
 * @param {readonly string[]} characters
 * @param {number} step
 */
function longestRun(characters, step) {
  let run = 0;
  let longest = 0;
  for (const [index, character] of characters.entries()) {
    const before = characters[index - 1] ?? "";
    const isNext = character.codePointAt(0) === (before.codePointAt(0) ?? NaN) + step;
    const isInOneClass = ["lower", "upper", "digit"].some(
      (name) => classes[name]?.(before) && classes[name](character),
    );
    run = isNext && (step === 0 || isInOneClass) ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * @param {string} rules
 * @returns {Limits}
 */
function readLimits(rules) {
  /** @type {Limits} */
  const limits = {
    minimum: 0,
    maximum: Infinity,
    repeating: Infinity,
    sequential: Infinity,
    required: [],
    allowed: [],
  };
  for (const { name, value } of splitRules(rules)) {
    const number = Number.parseInt(value, 10);
    if (name === "minlength") limits.minimum = Math.max(limits.minimum, number);
    if (name === "maxlength") limits.maximum = Math.min(limits.maximum, number);
    if (name === "max-repeating" || name === "max-consecutive") limits.repeating = Math.min(limits.repeating, number);
    if (name === "max-sequential" || name === "max-consecutive")
      limits.sequential = Math.min(limits.sequential, number);
    if (name !== "required" && name !== "allowed") continue;
    const members = splitMembers(value);
    const takes = (/** @type {string} */ character) => members.some((member) => member(character));
    if (members.length === 0) continue;
    // Required characters are allowed as well.
    limits.allowed.push(takes);
    if (name === "required") limits.required.push(takes);
  }
  return limits;
}

/**
 * Rules are separated by semicolons, except inside brackets.
 *
 * @param {string} rules
 * @returns {{ name: string, value: string }[]}
 */
function splitRules(rules) {
  return [...rules.matchAll(/\s*([a-z-]+)\s*:\s*((?:\[[^\]]*\]\]?|[^;[])*)/gi)].map(([, name = "", value = ""]) => ({
    name: name.toLowerCase(),
    value: value.trim(),
  }));
}

/**
 * @param {string} value
 * @returns {((character: string) => boolean)[]}
 */
function splitMembers(value) {
  return [...value.matchAll(/\[([^\]]*\]?)\]|[a-z-]+/gi)].flatMap(([word, inBrackets]) => {
    const takes =
      inBrackets === undefined
        ? classes[word.toLowerCase()]
        : (/** @type {string} */ character) => inBrackets.includes(character);
    return takes === undefined ? [] : [takes];
  });
}
