import { readCsv, withoutFormulaGuard } from "../csv";

/** The rows of a CSV that this server wrote, by their columns. */
export function readRecords(text: string, format: { delimiter?: string } = {}): Record<string, string>[] {
  const [head, ...rows] = readCsv(text, format);
  return rows.map(({ cells }) =>
    Object.fromEntries((head?.cells ?? []).map((column, index) => [column, withoutFormulaGuard(cells[index] ?? "")])),
  );
}
