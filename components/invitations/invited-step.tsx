import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { routes } from "@/lib/routes";
import { countOf } from "./invitation-labels";
import { LinkDownload } from "./link-download";

type InvitedStepProps = {
  runId: string;
  invited: number;
  accepted: number;
  linksWaiting: number;
  canMail: boolean;
  linksAction: FormStateAction;
};

/** The next step after a bulk invitation: pass the links on, then see who accepted. */
export function InvitedStep({ runId, invited, accepted, linksWaiting, canMail, linksAction }: InvitedStepProps) {
  const hasLinks = linksWaiting > 0;
  return (
    <Panel
      id="next"
      title={hasLinks ? "Next: pass the links on" : `${accepted.toLocaleString("en-GB")} accepted so far`}
    >
      <p className="max-w-prose">
        {hasLinks
          ? "These links weren’t sent by email. Download them and give each user their own: it sets the first password, works once and for 7 days."
          : canMail
            ? "Each user got an email with a link to set the first password. It works once and for 7 days. You can send reminders later."
            : "Each user sets the first password with the link that you pass on. It works once and for 7 days."}
      </p>
      <LinkDownload runId={runId} linksWaiting={linksWaiting} appearance="primary" action={linksAction} />
      <div>
        <ButtonLink href={routes.invitations({ run_id: runId })} appearance={hasLinks ? "secondary" : "primary"}>
          View {countOf(invited, "invitation")}
        </ButtonLink>
      </div>
    </Panel>
  );
}
