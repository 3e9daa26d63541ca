import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { AdminPage } from "@/components/layout/admin-page";
import { nameOf } from "@/components/users/user-labels";
import { UserOverview } from "@/components/users/user-overview";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";
import { userIdSchema } from "@/lib/schemas/users";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { getUser } from "@/lib/services/users/get-user";
import { listUserActivity } from "@/lib/services/users/list-user-activity";
import { listUserSessions } from "@/lib/services/users/list-user-sessions";
import { listUsers } from "@/lib/services/users/list-users";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import {
  changeRoleAction,
  endSessionsAction,
  makeResetLinkAction,
  requirePasswordAction,
  resetTwoFactorAction,
  saveUserEmailAction,
  saveUserProfileAction,
  setDeletedAction,
  setDisabledAction,
} from "./actions";

export const metadata: Metadata = { title: "User", robots: { index: false } };

type UserPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const ACTIVITY_SHOWN = 20;

export default async function UserPage({ params, searchParams }: UserPageProps) {
  const { id } = await params;
  const context = await requirePermission(routes.user(id), "users:read");
  const user = await loadOrNotFound(async () => getUser(context, parseInput(userIdSchema, { id })));
  const mayReadActivity = user.may.includes("read-activity");
  const [sessions, activity, administrators] = await Promise.all([
    mayReadActivity ? listUserSessions(context, { id: user.id }) : null,
    mayReadActivity ? listUserActivity(context, { id: user.id, size: ACTIVITY_SHOWN }) : null,
    user.role === "admin"
      ? listUsers(context, { role: "admin", status: "active", sort: "created", page: 1, size: 1 })
      : null,
  ]);
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="users"
        title={nameOf(user)}
        back={{ href: routes.users(), label: "Users" }}
      >
        <UserOverview
          user={user}
          isSelf={user.id === context.actor.userId}
          isLastAdministrator={user.status === "active" && administrators?.total === 1}
          sessions={sessions?.items ?? null}
          mayReadLog={permissionsByRole[context.actor.role].has("audit:read")}
          canMail={readRecoveryOptions(context).canMail}
          events={activity?.items ?? null}
          now={context.now().toISOString()}
          actions={{
            saveProfile: saveUserProfileAction,
            saveEmail: saveUserEmailAction,
            changeRole: changeRoleAction,
            setDisabled: setDisabledAction,
            endSessions: endSessionsAction,
            requirePassword: requirePasswordAction,
            makeResetLink: makeResetLinkAction,
            resetTwoFactor: resetTwoFactorAction,
            setDeleted: setDeletedAction,
          }}
        />
      </AdminPage>
    </ReturnedForm>
  );
}
