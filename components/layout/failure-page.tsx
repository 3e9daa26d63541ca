"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SupportContact } from "@/components/ui/support-contact";
import { TextLink } from "@/components/ui/text-link";
import { MessagePage } from "./message-page";

export type FailurePageProps = { error: unknown; retry: () => void };

export function FailurePage({ error, retry }: FailurePageProps) {
  // Read once: the layout that wrote it may be replaced.
  const [supportContact] = useState(readSupportContact);
  const reference = referenceOf(error);
  const { title, text } = describe({
    isOffline: typeof navigator !== "undefined" && reference === null && !navigator.onLine,
    reference,
  });
  return (
    <MessagePage
      title={title}
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
      <p>{text}</p>
      {reference !== null && (
        <p>
          If this happens again, give your administrator this reference:{" "}
          <code className="font-mono text-text">{reference}</code>.
          {supportContact !== null && (
            <>
              {" "}
              Contact: <SupportContact contact={supportContact} />
            </>
          )}
        </p>
      )}
    </MessagePage>
  );
}

function describe({ isOffline, reference }: { isOffline: boolean; reference: string | null }): {
  title: string;
  text: string;
} {
  if (isOffline) {
    return {
      title: "You seem to be offline",
      text: "This page couldn’t be loaded. What you saved before is safe. Check your connection, then try again.",
    };
  }
  if (reference === null) {
    return {
      title: "Something went wrong on this page",
      text: "This is a fault of the page, not yours. What you saved before is safe. Try again, or reload the page.",
    };
  }
  return {
    title: "Something went wrong on the server",
    text: "The server couldn’t show this page. This is its fault, not yours. What you saved before is safe. Try again in a moment.",
  };
}

/** The id of the server's log entry; browser errors have none. */
function referenceOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

/** From the root layout: an error page gets nothing from the server. */
function readSupportContact(): string | null {
  if (typeof document === "undefined") return null;
  return document.querySelector('meta[name="support-contact"]')?.getAttribute("content") ?? null;
}
