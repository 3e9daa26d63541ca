const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Whether a date is valid and within the range that both databases can store (PostgreSQL formats years before 1
 * differently).
 */
export function isStorableMoment(moment: Date): boolean {
  const time = moment.getTime();
  return time >= FIRST && time <= LAST;
}
