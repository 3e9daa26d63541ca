"use client";

import { mono, sans } from "@/components/layout/fonts";
import { LateFailurePage } from "@/components/layout/late-failure-page";
import "./globals.css";

/** Replaces the whole document when the root layout fails. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`}>
      <body className="px-4 font-sans">
        <title>Something went wrong</title>
        <main>
          <LateFailurePage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
