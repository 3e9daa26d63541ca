import { BulkRunner } from "@/components/bulk-runs/bulk-runner";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";

type InviteStepProps = { ids: readonly string[]; action: FormStateAction; canMail: boolean };

/** The next step of an import: invites the created users who have no password. */
export function InviteStep({ ids, action, canMail }: InviteStepProps) {
  const users = `${ids.length.toLocaleString("en-GB")} ${ids.length === 1 ? "user" : "users"}`;
  return (
    <Panel id="next" title={`Next: invite ${users}`}>
      <p className="max-w-prose">
        {ids.length === 1 ? "This user has no password yet and gets" : "These users have no password yet. Each gets"} a
        link to choose one, which works once, for 7 days.{" "}
        {canMail
          ? "The link comes by email."
          : "This server can’t send email: you download the links and pass them on."}
      </p>
      <BulkRunner
        action={action}
        fields={{ choice: "invite", ids: ids.join(",") }}
        label={`Invite ${users}`}
        appearance="primary"
        total={ids.length}
      />
    </Panel>
  );
}
