import { Mail } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { FirstPassword, UserDetail } from "@/lib/schemas/users";

type UserInvitationProps = { user: UserDetail; firstPassword: FirstPassword; now: string };

/** The first thing to know about an account without a password, and what to do about it. */
export function UserInvitation({ user, firstPassword: { invitation }, now }: UserInvitationProps) {
  const mayInvite = user.may.includes("invite");
  return (
    <section
      aria-label="Invitation"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-border bg-panel px-4 py-3 shadow-panel sm:px-6"
    >
      <p className="flex min-w-0 grow basis-64 items-start gap-3 text-14">
        <Mail aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
        <span>
          {invitation === null ? (
            <span className="font-medium">No password yet, and no invitation.</span>
          ) : (
            <>
              <span className="font-medium">Invited.</span> The link to set the first password expires{" "}
              <TimeAgo at={invitation.expires_at} now={now} ahead />.
            </>
          )}
        </span>
      </p>
      {mayInvite &&
        (invitation === null ? (
          <ButtonLink href={routes.bulkUsers({ choice: "invite", ids: user.id })} appearance="primary">
            Invite
          </ButtonLink>
        ) : (
          <ButtonLink href={routes.administeredInvitation(invitation.id)} appearance="primary">
            View invitation
          </ButtonLink>
        ))}
    </section>
  );
}
