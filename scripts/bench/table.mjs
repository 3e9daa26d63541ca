/**
 * `met` is set when the target isn't a bound of the value.
 *
 * @typedef {{ what: string, value: number, target: string, unit: string, detail: string, met?: boolean }} Row
 */

/** @param {Row[]} rows */
export function printTable(rows) {
  for (const { what, value, target, unit, detail, met = meets(value, target) } of rows) {
    const verdict = met ? "ok  " : "MISS";
    console.log(
      `${verdict} ${what}: ${value.toFixed(2)} ${unit} (target ${target})${detail === "" ? "" : ` — ${detail}`}`,
    );
  }
}

/**
 * @param {number} value
 * @param {string} target
 */
export function meets(value, target) {
  const [, comparison, bound] = /^(>=|<=) ([\d.]+)$/.exec(target) ?? [];
  return comparison === ">=" ? value >= Number(bound) : value <= Number(bound);
}
