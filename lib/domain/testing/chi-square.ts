/**
 * The p-value: the probability that a fair source deviates at least this much from the expected counts. Below 0.001 the
 * deviation is too large for chance, above 0.999 too small. Without `expected`, all counts are expected to be equal.
 */
export function chiSquareP(
  observed: readonly number[],
  expected?: readonly number[],
  degreesOfFreedom = observed.length - 1,
): number {
  const total = observed.reduce((sum, count) => sum + count, 0);
  const statistic = observed.reduce((sum, count, index) => {
    const mean = expected?.[index] ?? total / observed.length;
    return sum + (count - mean) ** 2 / mean;
  }, 0);
  return chiSquareUpperTail(statistic, degreesOfFreedom);
}

/** The regularised upper incomplete gamma function at (degrees / 2, statistic / 2). */
export function chiSquareUpperTail(statistic: number, degreesOfFreedom: number): number {
  const shape = degreesOfFreedom / 2;
  const x = statistic / 2;
  if (x <= 0) return 1;

  const factor = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  // Each expansion converges fast on its own side of x = shape + 1 (Abramowitz and Stegun 6.5.29 and 6.5.31).
  return x < shape + 1 ? 1 - factor * lowerSeries(shape, x) : factor * upperFraction(shape, x);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - …))), from the inside out, with more terms than necessary. */
function upperFraction(shape: number, x: number): number {
  let rest = 0;
  for (let n = 2_000; n >= 1; n -= 1) rest = (n * (n - shape)) / (x + 2 * n + 1 - shape - rest);
  return 1 / (x + 1 - shape - rest);
}

/** Stirling's series, shifted to where its five terms are accurate to 14 digits. */
function logGamma(value: number): number {
  let shift = 0;
  let z = value;
  for (; z < 12; z += 1) shift += Math.log(z);
  const inverseSquare = 1 / (z * z);
  const series =
    (1 / 12 -
      inverseSquare * (1 / 360 - inverseSquare * (1 / 1260 - inverseSquare * (1 / 1680 - inverseSquare / 1188)))) /
    z;
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}
