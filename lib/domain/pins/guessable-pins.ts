/** What stands for the PINs of one length that people try first, as numbers: how many are at most `pin`. */
export type GuessablePins = { countAtMost(pin: number): number };

const YEAR_FIRST = 1900;
const YEAR_LAST = 2099;
// The 29th of February counts in every year: who guesses dates does not stop to look at the calendar.
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Digits that rise or fall by one step, counted on from 9 to 0 (1234, 8901, 9630, 147, 0000); a shorter block repeated
 * (1212, 123123); years of the last and this century; days as DDMM and MMDD, dates with two digits of the year in the three
 * usual orders (DDMMYY, MMDDYY, YYMMDD), and the same with four.
 */
export function guessablePins(length: number): GuessablePins {
  const repeaters = range(1, length - 1).filter((block) => length % block === 0).map((block) => repeater(block, length));
  const isRepeated = (pin: number): boolean => repeaters.some((factor) => pin % factor === 0);
  const others = sortedDistinct(steps(length).concat(dates(length)), isRepeated);
  return { countAtMost: (pin) => repeatedAtMost(pin, length) + countAtMost(others, pin) };
}

function steps(length: number): number[] {
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  return digits.flatMap((first) => digits.map((step) => stepping(first, step, length)));
}

function stepping(first: number, step: number, length: number): number {
  let pin = 0;
  for (let position = 0; position < length; position += 1) pin = pin * 10 + ((first + position * step) % 10);
  return pin;
}

function dates(length: number): number[] {
  const days = daysOfMonth.flatMap((last, index) => Array.from({ length: last }, (_, day) => ({ day: day + 1, month: index + 1 })));
  const orders = days.flatMap(({ day, month }) => [day * 100 + month, month * 100 + day]);
  switch (length) {
    case 4:
      return [...range(YEAR_FIRST, YEAR_LAST), ...orders];
    case 6:
      return withYears(orders, days, range(0, 99), 100);
    case 8:
      return withYears(orders, days, range(YEAR_FIRST, YEAR_LAST), 10_000);
    default:
      return [];
  }
}

function withYears(orders: number[], days: { day: number; month: number }[], years: number[], yearsBelow: number): number[] {
  const pins: number[] = [];
  for (const year of years) {
    for (const order of orders) pins.push(order * yearsBelow + year);
    for (const { day, month } of days) pins.push(year * 10_000 + month * 100 + day);
  }
  return pins;
}

/** The number of repeated blocks at most `pin`, without writing them down: twelve digits have a million. */
function repeatedAtMost(pin: number, length: number): number {
  // A block of p digits repeated is the block's number times 1001…001. What repeats blocks of p and of q repeats one of
  // gcd(p, q), so the union over all p is counted by Möbius' inversion.
  let count = 0;
  for (let times = 2; times <= length; times += 1) {
    if (length % times === 0) count -= moebius(times) * (Math.floor(pin / repeater(length / times, length)) + 1);
  }
  return count;
}

/** (10^length - 1) / (10^block - 1), which is 1001…001. */
function repeater(block: number, length: number): number {
  return (10 ** length - 1) / (10 ** block - 1);
}

function moebius(n: number): number {
  let sign = 1;
  let rest = n;
  for (let prime = 2; rest > 1; prime += 1) {
    if (rest % prime !== 0) continue;
    rest /= prime;
    if (rest % prime === 0) return 0;
    sign = -sign;
  }
  return sign;
}

function countAtMost(sorted: Float64Array, pin: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= pin) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortedDistinct(pins: number[], isCountedElsewhere: (pin: number) => boolean): Float64Array {
  const sorted = new Float64Array(pins).sort();
  let kept = 0;
  for (const pin of sorted) {
    if (pin === sorted[kept - 1] || isCountedElsewhere(pin)) continue;
    sorted[kept] = pin;
    kept += 1;
  }
  return sorted.slice(0, kept);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
