import type { FormState } from "@/components/ui/form-state";
import type { ImportReport } from "@/lib/schemas/user-import";

/** The page shows at most SHOWN_MAX rows. After an import, `csv` has all of them. */
export type ImportState = FormState & { report?: ImportReport & { csv: string | null } };

export type ImportAction = (previous: ImportState, form: FormData) => Promise<ImportState>;

export const SHOWN_MAX = 100;
