/** @typedef {{ what: string, value: number, target: string, unit: string, detail: string }} Row */

/** @param {Row[]} rows */
export function printTable(rows) {
  for (const { what, value, target, unit, detail } of rows) {
    const verdict = meets(value, target) ? "ok  " : "MISS";
    console.log(`${verdict} ${what}: ${value.toFixed(2)} ${unit} (target ${target})${detail === "" ? "" : ` — ${detail}`}`);
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
