import type { FormState } from "@/components/ui/form-state";
import type { ImportReport, ImportResult } from "@/lib/schemas/user-import";

/** A report as the page needs it: it shows at most SHOWN_MAX rows of a kind. After an import, `csv` has all of them. */
export type ShownReport = Omit<ImportReport, "results"> & {
  attention: readonly ImportResult[];
  attentionCount: number;
  skippedRows: readonly ImportResult[];
  csv: string | null;
  /** The refused rows as they were uploaded, each with its reason; null when there are none. */
  leftOut: { name: string; type: "csv" | "json"; text: string } | null;
  /** The ids of the created users to invite; empty after a check. */
  toInvite: readonly string[];
};

export type ImportState = FormState & { report?: ShownReport };

export type ImportAction = (previous: ImportState, form: FormData) => Promise<ImportState>;

export const SHOWN_MAX = 100;
