"use client";

import { lazy, Suspense } from "react";
import type { FailurePageProps } from "./failure-page";

// Every page has an error page among its first scripts, and hardly any shows it.
const FailurePage = lazy(() =>
  import("./failure-page").then(
    ({ FailurePage: Part }) => ({ default: Part }),
    () => ({ default: PlainFailurePage }),
  ),
);

export function LateFailurePage(props: FailurePageProps) {
  return (
    <Suspense>
      <FailurePage {...props} />
    </Suspense>
  );
}

/** Without the server, the page with more words can't be loaded either. */
function PlainFailurePage({ retry }: FailurePageProps) {
  return (
    <div className="flex flex-col items-start gap-4 pt-8">
      <h1 className="text-25 font-semibold tracking-tight">
        {navigator.onLine ? "Something went wrong on this page" : "You seem to be offline"}
      </h1>
      <button type="button" className="underline underline-offset-4" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
