// Parses `passwordrules` and checks passwords independently of the product's own parser, so that a fault there can't
// hide itself.

/** @typedef {{ minimum: number, maximum: number, consecutive: number, required: ((character: string) => boolean)[], allowed: ((character: string) => boolean)[] }} Limits */

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
function accepts({ minimum, maximum, consecutive, required, allowed }, password) {
  const characters = [...password];
  if (characters.length < minimum || characters.length > maximum) return false;
  if (allowed.length > 0 && !characters.every((character) => allowed.some((takes) => takes(character)))) return false;
  if (!required.every((takes) => characters.some(takes))) return false;
  let run = 0;
  return characters.every((character, index) => {
    run = character === characters[index - 1] ? run + 1 : 1;
    return run <= consecutive;
  });
}

/**
 * @param {string} rules
 * @returns {Limits}
 */
function readLimits(rules) {
  /** @type {Limits} */
  const limits = { minimum: 0, maximum: Infinity, consecutive: Infinity, required: [], allowed: [] };
  for (const { name, value } of splitRules(rules)) {
    const number = Number.parseInt(value, 10);
    if (name === "minlength") limits.minimum = Math.max(limits.minimum, number);
    if (name === "maxlength") limits.maximum = Math.min(limits.maximum, number);
    if (name === "max-consecutive") limits.consecutive = Math.min(limits.consecutive, number);
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
