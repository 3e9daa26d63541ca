"use client";

import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { MessagePage } from "./message-page";

type FailurePageProps = { error: unknown; retry: () => void };

export function FailurePage({ error, retry }: FailurePageProps) {
  const reference = referenceOf(error);
  return (
    <MessagePage
      title="This page could not be shown"
      actions={
        <>
          <Button appearance="primary" onClick={retry}>
            Try again
          </Button>
          {/* Written out: two pages of failure come with every page, and each would bring along all that a link may lead to. */}
          <TextLink href="/">Go to the password generator</TextLink>
        </>
      }
    >
      <p>Something failed on our side. Nothing that you had saved is lost. Try again in a moment.</p>
      {reference !== null && (
        <p>
          If it happens again, tell your administrator this reference:{" "}
          <code className="font-mono text-text">{reference}</code>
        </p>
      )}
    </MessagePage>
  );
}

/** The id under which the server logged the error; an error of the browser's own has none. */
function referenceOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}
