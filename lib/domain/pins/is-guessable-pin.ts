const YEAR_FIRST = 1900;
const YEAR_LAST = 2099;
// 29 February counts in every year, because attackers don't check for leap years.
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether a PIN is one that users choose often and attackers try first: digits with a constant difference modulo 10
 * (1234, 8901, 9630, 147, 0000); a repeated shorter block (1212, 123123); years of the last and this century; days as DDMM
 * and MMDD; dates with a two-digit year in the three usual orders (DDMMYY, MMDDYY, YYMMDD), and with a four-digit year.
 */
export function isGuessablePin(pin: string): boolean {
  return hasOneStep(pin) || repeatsBlock(pin) || isDate(pin);
}

function hasOneStep(pin: string): boolean {
  const step = stepAt(pin, 1);
  for (let position = 2; position < pin.length; position += 1) {
    if (stepAt(pin, position) !== step) return false;
  }
  return true;
}

function stepAt(pin: string, position: number): number {
  return (pin.charCodeAt(position) - pin.charCodeAt(position - 1) + 10) % 10;
}

function repeatsBlock(pin: string): boolean {
  for (let block = 1; block <= pin.length / 2; block += 1) {
    if (pin.length % block === 0 && pin.startsWith(pin.slice(block))) return true;
  }
  return false;
}

function isDate(pin: string): boolean {
  switch (pin.length) {
    case 4:
      return isYear(pin) || isDayInEitherOrder(pin);
    case 6:
      return isDayInEitherOrder(pin.slice(0, 4)) || isMonthAndDay(pin.slice(2));
    case 8:
      return (
        (isDayInEitherOrder(pin.slice(0, 4)) && isYear(pin.slice(4))) ||
        (isYear(pin.slice(0, 4)) && isMonthAndDay(pin.slice(4)))
      );
    default:
      return false;
  }
}

function isYear(digits: string): boolean {
  return Number(digits) >= YEAR_FIRST && Number(digits) <= YEAR_LAST;
}

function isDayInEitherOrder(digits: string): boolean {
  return isMonthAndDay(digits) || isMonthAndDay(digits.slice(2) + digits.slice(0, 2));
}

function isMonthAndDay(digits: string): boolean {
  const day = Number(digits.slice(2));
  return day >= 1 && day <= (daysOfMonth[Number(digits.slice(0, 2)) - 1] ?? 0);
}
