/** @typedef {{ difference: number, p: number }} Comparison */

/**
 * Welch's t-test for two samples with unequal variances: the difference of their means, and the probability of a
 * difference at least as large by chance.
 *
 * @param {number[]} one
 * @param {number[]} other
 * @returns {Comparison}
 */
export function compareMeans(one, other) {
  const difference = mean(one) - mean(other);
  const [first, second] = [squaredError(one), squaredError(other)];
  const t = difference / Math.sqrt(first + second);
  const freedom = (first + second) ** 2 / (first ** 2 / (one.length - 1) + second ** 2 / (other.length - 1));
  return { difference, p: twoSidedP(t, freedom) };
}

/**
 * The probability of Student's t distribution beyond ±t. With x = √freedom · tan(angle) its density is a power of the
 * cosine; dividing the tail's area by the whole area needs no gamma function.
 *
 * @param {number} t
 * @param {number} freedom
 */
export function twoSidedP(t, freedom) {
  const from = Math.atan(Math.abs(t) / Math.sqrt(freedom));
  return areaOfCosinePower(freedom - 1, from) / areaOfCosinePower(freedom - 1, 0);
}

/**
 * The area from an angle to a right angle, by the midpoint rule.
 *
 * @param {number} power
 * @param {number} from
 */
function areaOfCosinePower(power, from) {
  const steps = 20_000;
  const width = (Math.PI / 2 - from) / steps;
  let area = 0;
  for (let step = 0; step < steps; step += 1) area += Math.cos(from + (step + 0.5) * width) ** power * width;
  return area;
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The square of the standard error of the mean.
 *
 * @param {number[]} values
 */
function squaredError(values) {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1) / values.length;
}
