import { randomInt } from "node:crypto";

// Python's string.punctuation.
const POOL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/**
 * The FastAPI tutorial's generator with its defaults: each character is drawn from one pool, without further checks.
 *
 * @param {number} [length]
 * @returns {string}
 */
export function tutorialPassword(length = 12) {
  return Array.from({ length }, () => POOL.charAt(randomInt(POOL.length))).join("");
}
