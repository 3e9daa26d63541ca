import type { FormState } from "@/components/ui/form-state";
import type { ImportReport } from "@/lib/schemas/user-import";

/** An import's answer. A page shows some of the rows; after a real import all of them are in `csv`, to keep. */
export type ImportState = FormState & { report?: ImportReport & { csv: string | null } };

export type ImportAction = (previous: ImportState, form: FormData) => Promise<ImportState>;

/** So many rows are shown; those that need somebody to look come first. */
export const SHOWN_MAX = 100;
