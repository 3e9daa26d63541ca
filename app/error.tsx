"use client";

import { LateFailurePage } from "@/components/layout/late-failure-page";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <LateFailurePage error={error} retry={retry} />;
}
