import type { ReactNode } from "react";
import { supportHref } from "@/lib/domain/accounts/ask-administrator";
import { InlineLink } from "./text-link";

/** The operator's contact, as a link if it is an address. */
export function SupportContact({ contact }: { contact: string }) {
  const href = supportHref(contact);
  if (href === null) return <span className="wrap-anywhere text-text">{contact}</span>;
  return <InlineLink href={href}>{contact}</InlineLink>;
}

type AskAdministratorProps = {
  what: string;
  /** A sentence on where the administrator finds it. */
  where?: ReactNode;
  contact: string | null;
};

/** Tells the user to ask an administrator, and names the operator's contact. */
export function AskAdministrator({ what, where, contact }: AskAdministratorProps) {
  return (
    <>
      Ask an administrator {what}.{where !== undefined && <> {where}</>}
      {contact !== null && (
        <>
          {" "}
          Contact: <SupportContact contact={contact} />
        </>
      )}
    </>
  );
}
