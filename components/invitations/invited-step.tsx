import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";
import { LinkDownload } from "./link-download";

type InvitedStepProps = {
  runId: string;
  accepted: number;
  linksWaiting: number;
  canMail: boolean;
  download: ReactNode;
  linksAction: FormStateAction;
};

/** The next step after a bulk invitation: pass the links on, then see who accepted. */
export function InvitedStep({ runId, accepted, linksWaiting, canMail, download, linksAction }: InvitedStepProps) {
  const hasLinks = linksWaiting > 0;
  return (
    <Panel
      id="next"
      title={
        !canMail && accepted === 0 ? "Next: pass the links on" : `${accepted.toLocaleString("en-GB")} accepted so far`
      }
    >
      <p className="max-w-prose">
        {hasLinks
          ? "Download the links, and give each user their own. It sets the first password, and works once, for 7 days."
          : canMail
            ? "Each user got an email with a link to set the first password. It works once, for 7 days. You can send reminders later."
            : "Pass each user’s link on to them. It sets the first password, and works once, for 7 days."}
      </p>
      {download}
      <LinkDownload runId={runId} linksWaiting={linksWaiting} appearance="primary" action={linksAction} />
      <div>
        <ButtonLink href={routes.invitations({ run_id: runId })} appearance={hasLinks ? "secondary" : "primary"}>
          See who accepts
        </ButtonLink>
      </div>
    </Panel>
  );
}
