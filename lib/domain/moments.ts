const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** Whether a time is one, and one that every database keeps: PostgreSQL writes the years before the first another way. */
export function isStorableMoment(moment: Date): boolean {
  const time = moment.getTime();
  return time >= FIRST && time <= LAST;
}
