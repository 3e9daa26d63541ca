"use client";

import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { MessagePage } from "./message-page";

type FailurePageProps = { error: unknown; retry: () => void };

export function FailurePage({ error, retry }: FailurePageProps) {
  const reference = referenceOf(error);
  return (
    <MessagePage
      title="Something went wrong"
      actions={
        <>
          <Button appearance="primary" onClick={retry}>
            Try again
          </Button>
          {/* A literal URL: importing routes.ts here would add it to every page's bundle. */}
          <TextLink href="/">Go to the password generator</TextLink>
        </>
      }
    >
      <p>The server couldn’t show this page. Your saved data is safe. Try again in a moment.</p>
      {reference !== null && (
        <p>
          If this happens again, give your administrator this reference:{" "}
          <code className="font-mono text-text">{reference}</code>
        </p>
      )}
    </MessagePage>
  );
}

/** The id of the server's log entry; browser errors have none. */
function referenceOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}
