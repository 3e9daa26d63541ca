import { TimeAgo } from "@/components/ui/time-ago";
import type { InvitationList, InvitationView } from "@/lib/schemas/invitations";

/** How many of a run's invitations are accepted. */
export function InvitationProgress({ counts }: { counts: InvitationList["counts"] }) {
  const total = counts.pending + counts.used + counts.expired + counts.revoked;
  const text = `${counts.used.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} accepted`;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-20 font-semibold tabular-nums">{text}</p>
      <progress
        aria-label="Accepted"
        value={counts.used}
        max={Math.max(total, 1)}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-border [&::-moz-progress-bar]:bg-ok [&::-webkit-progress-bar]:bg-border [&::-webkit-progress-value]:bg-ok"
      >
        {text}
      </progress>
    </div>
  );
}

/** Who invited the users of a run, and when, from one of its invitations. */
export function InvitationOrigin({ invitation, now }: { invitation: InvitationView; now: string }) {
  const { full_name: name, email } = invitation.invited_by;
  return (
    <>
      Invited by {name ?? email ?? "an erased account"}, <TimeAgo at={invitation.created_at} now={now} />
    </>
  );
}
