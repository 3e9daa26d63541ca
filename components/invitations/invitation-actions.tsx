"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { FormOutcome } from "@/components/ui/form-outcome";
import type { FormStateAction } from "@/components/ui/form-state";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { useServerAction } from "@/components/ui/use-server-action";
import { routes } from "@/lib/routes";
import type { InvitationList } from "@/lib/schemas/invitations";
import { countOf } from "./invitation-labels";
import { LinkDownload } from "./link-download";

type InvitationActionsProps = {
  /** Null for all invitations. */
  runId: string | null;
  invitations: Pick<InvitationList, "counts" | "links_waiting">;
  canMail: boolean;
  remindAction: FormStateAction;
  revokeAction: FormStateAction;
  linksAction: FormStateAction;
};

/** What can be done with the invitations that are not accepted: download the links, remind, revoke. */
export function InvitationActions({
  runId,
  invitations: { counts, links_waiting: linksWaiting },
  canMail,
  remindAction,
  revokeAction,
  linksAction,
}: InvitationActionsProps) {
  const [reminded, remind, reminding] = useServerAction(remindAction);
  const [revoked, revoke, revoking] = useServerAction(revokeAction);
  const open = counts.pending + counts.expired;
  const users = countOf(open, "user");
  const scope = runId !== null && <input type="hidden" name="run_id" value={runId} />;
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      <FormOutcome state={reminded} />
      <FormOutcome state={revoked} />
      <LinkDownload
        runId={runId}
        linksWaiting={linksWaiting}
        appearance={runId === null ? "secondary" : "primary"}
        action={linksAction}
      />
      {revoked.status === "done" && (
        <TextLink href={routes.users({ has_password: "false" })} className="text-14">
          Users without a password, to invite again
        </TextLink>
      )}
      {open > 0 && (
        <div className="flex flex-wrap gap-2">
          <ConfirmButton
            label={
              <span>
                {canMail ? "Remind" : "Make new links"}
                <span className="max-sm:sr-only">{canMail ? ` ${users}` : ` for ${users}`}</span>
              </span>
            }
            pendingLabel={reminding && (canMail ? "Sending reminders…" : "Making links…")}
            title={canMail ? `Remind ${users}?` : `Make new links for ${users}?`}
            effect={
              canMail
                ? "Each user gets a new link by email, at most once a day. The links that they have stop working."
                : "The links that you handed out stop working. You can then download the new ones."
            }
          >
            <form action={remind}>
              {scope}
              <SubmitButton pendingLabel={canMail ? "Sending…" : "Making…"}>
                {canMail ? "Send reminders" : "Make new links"}
              </SubmitButton>
            </form>
          </ConfirmButton>
          <ConfirmButton
            label={
              <span>
                Revoke<span className="max-sm:sr-only"> {countOf(open, "invitation")}</span>
              </span>
            }
            pendingLabel={revoking && "Revoking…"}
            className="text-danger"
            title={`Revoke ${countOf(open, "invitation")}?`}
            effect="The links stop working at once, and you can’t undo this. No account is deleted: you can invite the users again."
          >
            <form action={revoke}>
              {scope}
              <SubmitButton appearance="danger" pendingLabel="Revoking…">
                Revoke all
              </SubmitButton>
            </form>
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}
