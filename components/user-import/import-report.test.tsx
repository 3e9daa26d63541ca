import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ImportReport } from "./import-report";
import type { ShownReport } from "./import-state";

const report: ShownReport = {
  dry_run: true,
  rows: 3,
  created: 2,
  updated: 0,
  skipped: 0,
  refused: 1,
  without_password: 2,
  columns: ["email"],
  mapping: { email: "email" },
  status_columns: [],
  not_understood: [],
  source: null,
  attention: [
    {
      row: 2,
      email: "ada@example.org",
      outcome: "created",
      reason: "The role “boss” isn't imported. There is no password. The user needs an invitation.",
      user_id: null,
      needs_password: true,
    },
    {
      row: 4,
      email: "nobody",
      outcome: "refused",
      reason: "This isn't an email address.",
      user_id: null,
      needs_password: false,
    },
  ],
  attentionCount: 2,
  skippedRows: [],
  csv: null,
  leftOut: null,
  toInvite: [],
};

test("the counts of a preview add up to its rows, and a row says only what is its own", () => {
  const html = renderToStaticMarkup(<ImportReport report={report} />);
  const counts = [...html.matchAll(/<dd[^>]*>(\d+)<\/dd>/g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(report.rows);
  expect(html).toContain("The role “boss” isn’t imported.<");
  expect(html).toContain("This isn’t an email address.");
  expect(html).toContain("2 of them have no password: invite them after the import.");
});
