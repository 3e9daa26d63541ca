import { randomInt } from "node:crypto";

// Python's string.punctuation.
const POOL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/**
 * What the FastAPI tutorial's generator gives by its defaults: each character drawn from one pool, whatever comes out.
 *
 * @param {number} [length]
 * @returns {string}
 */
export function tutorialPassword(length = 12) {
  return Array.from({ length }, () => POOL.charAt(randomInt(POOL.length))).join("");
}
