import type { ReactNode } from "react";
import { AuthPage } from "@/components/layout/auth-page";
import { AskAdministrator } from "@/components/ui/support-contact";
import type { MailWay } from "@/lib/domain/mail/mail-way";

type RefusedLinkProps = {
  title?: string;
  /** Why, and what to do. */
  children: ReactNode;
  /** The next step first, as a button. */
  actions: ReactNode;
};

/** A link from an email or an administrator that isn't accepted: the same page for all of them. */
export function RefusedLink({ title = "This link is no longer valid", children, actions }: RefusedLinkProps) {
  return (
    <AuthPage title={title}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-2">{children}</div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">{actions}</div>
      </div>
    </AuthPage>
  );
}

type UsedOrReplacedProps = {
  /** As in "7 days". */
  validFor: string;
  mailWay: MailWay;
};

/** For a link that works once: after 10 minutes the browser forgets that it was opened. */
export function UsedOrReplaced({ validFor, mailWay: { canMail, supportContact } }: UsedOrReplacedProps) {
  return (
    <p>
      It was used, replaced by a newer one or is older than {validFor}.{" "}
      {canMail ? (
        "Use the link in the newest email."
      ) : (
        <AskAdministrator what="for a new link" contact={supportContact} />
      )}
    </p>
  );
}
