import { Ellipsis } from "lucide-react";
import { Menu, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { BulkChoice } from "@/lib/domain/users/bulk-choices";
import { mayManage } from "@/lib/domain/users/may-manage";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { FirstPassword, UserView } from "@/lib/schemas/users";
import { nameOf } from "./user-labels";

type UserRowMenuProps = {
  user: UserView;
  /** For an account without a password. */
  firstPassword: FirstPassword | undefined;
  ownId: string;
  ownRole: Role;
};

/** Links to the parts of the user's page, and to the review of an action on this user alone. */
export function UserRowMenu({ user, firstPassword, ownId, ownRole }: UserRowMenuProps) {
  const actor = { id: ownId, role: ownRole };
  const isSelf = user.id === ownId;
  const review = (choice: BulkChoice): string => routes.bulkUsers({ choice, ids: user.id });
  const isDeleted = user.status === "deleted";
  const may = (action: Parameters<typeof mayManage>[2]): boolean => !isSelf && mayManage(actor, user, action);
  return (
    <Menu
      id={`row-${user.id}`}
      alignsEnd
      label={`Actions for ${nameOf(user)}`}
      className="inline-flex size-11 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
      panel={
        <>
          <MenuLink href={routes.user(user.id)}>Open</MenuLink>
          {user.status === "active" && firstPassword !== undefined && may("invite") && (
            <MenuLink
              href={
                firstPassword.invitation === null
                  ? review("invite")
                  : routes.administeredInvitation(firstPassword.invitation.id)
              }
            >
              {firstPassword.invitation === null ? "Invite…" : "Invitation"}
            </MenuLink>
          )}
          {user.status === "active" && firstPassword === undefined && may("make-reset-link") && (
            <MenuLink href={`${routes.user(user.id)}#reset-link`}>Create reset link…</MenuLink>
          )}
          {mayManage(actor, user, "change") && !isDeleted && (
            <MenuLink href={routes.user(user.id, "profile")}>Edit profile</MenuLink>
          )}
          {mayManage(actor, user, "read-activity") && (
            <>
              <MenuLink href={routes.user(user.id, "sessions")}>Sessions</MenuLink>
              <MenuLink href={routes.user(user.id, "activity")}>Activity</MenuLink>
            </>
          )}
          {!isDeleted && may("end-sessions") && (
            <>
              <MenuSeparator />
              {firstPassword === undefined && may("require-password-change") && (
                <MenuLink href={review("require_password_change")}>Require new password…</MenuLink>
              )}
              {firstPassword === undefined && <MenuLink href={review("end_sessions")}>End all sessions…</MenuLink>}
              {user.status === "disabled"
                ? may("enable") && <MenuLink href={review("enable")}>Enable…</MenuLink>
                : may("disable") && <MenuLink href={review("disable")}>Disable…</MenuLink>}
            </>
          )}
          {may("delete") && (
            <>
              <MenuSeparator />
              {isDeleted ? (
                <MenuLink href={review("restore")}>Restore…</MenuLink>
              ) : (
                <MenuLink href={review("delete")} tone="danger">
                  Delete…
                </MenuLink>
              )}
            </>
          )}
        </>
      }
    >
      <Ellipsis aria-hidden className="size-5" />
    </Menu>
  );
}
