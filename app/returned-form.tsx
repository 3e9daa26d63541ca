import type { ReactNode } from "react";
import { PendingFormProvider } from "@/components/ui/pending-form";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { readReturnedForm } from "@/lib/web/pages/pending-form";

type ReturnedFormProps = { searchParams: Promise<SearchParams>; children: ReactNode };

/** Round a page whose forms can require re-authentication: gives them back what they were filled in with, or the result. */
export async function ReturnedForm({ searchParams, children }: ReturnedFormProps) {
  return <PendingFormProvider pending={await readReturnedForm(await searchParams)}>{children}</PendingFormProvider>;
}
