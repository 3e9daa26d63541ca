import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReturnedForm } from "@/app/returned-form";
import { AuditEvents } from "@/components/audit-log/audit-events";
import { AdminPage } from "@/components/layout/admin-page";
import { EmptyState } from "@/components/ui/empty-state";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { UserActions } from "@/components/users/user-actions";
import { UserAddress } from "@/components/users/user-address";
import { UserFacts } from "@/components/users/user-facts";
import { UserInvitation } from "@/components/users/user-invitation";
import { nameOf } from "@/components/users/user-labels";
import { UserPage, userTabs } from "@/components/users/user-page";
import { UserProfileForms } from "@/components/users/user-profile-forms";
import { UserSessions } from "@/components/users/user-sessions";
import { groupRuns } from "@/lib/domain/users/group-runs";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";
import { userPageSchema } from "@/lib/schemas/administration";
import { userIdSchema, type UserDetail } from "@/lib/schemas/users";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { getUser } from "@/lib/services/users/get-user";
import { listUserActivity } from "@/lib/services/users/list-user-activity";
import { listUserSessions } from "@/lib/services/users/list-user-sessions";
import { listUsers } from "@/lib/services/users/list-users";
import { readFirstPasswords } from "@/lib/services/users/read-first-passwords";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission, type UserContext } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
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
  waivePasswordAction,
} from "./actions";

export const metadata: Metadata = { title: "User", robots: { index: false } };

const EVENTS_SHOWN = 50;

const readQuery = pageQuery(userPageSchema);

type UserPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function UserAdministrationPage({ params, searchParams }: UserPageProps) {
  const { id } = await params;
  const context = await requirePermission(routes.user(id), "users:read");
  const user = await loadOrNotFound(async () => getUser(context, parseInput(userIdSchema, { id })));
  const { tab, cursor } = readQuery(await searchParams).input;
  if (!userTabs(user).includes(tab)) notFound();
  const isSelf = user.id === context.actor.userId;
  const now = context.now().toISOString();
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="users"
        title={nameOf(user)}
        back={{ href: routes.users(), label: "Users" }}
        lead={<UserAddress user={user} />}
      >
        <UserPage user={user} isSelf={isSelf} tab={tab}>
          {tab === undefined && <Overview context={context} user={user} isSelf={isSelf} now={now} />}
          {tab === "profile" && (
            <Panel id="profile" title="Profile">
              <UserProfileForms
                user={user}
                canMail={readRecoveryOptions(context).canMail}
                saveProfile={saveUserProfileAction}
                saveEmail={saveUserEmailAction}
              />
            </Panel>
          )}
          {tab === "sessions" && (
            <UserSessions
              user={user}
              isSelf={isSelf}
              sessions={(await listUserSessions(context, { id: user.id })).items}
              now={now}
              endAction={endSessionsAction}
            />
          )}
          {tab === "activity" && <Activity context={context} user={user} cursor={cursor} now={now} />}
        </UserPage>
      </AdminPage>
    </ReturnedForm>
  );
}

type PartProps = { context: UserContext; user: UserDetail; now: string };

async function Overview({ context, user, isSelf, now }: PartProps & { isSelf: boolean }) {
  const administrators =
    user.role === "admin" && user.status === "active"
      ? await listUsers(context, { role: "admin", status: "active", sort: "created", page: 1, size: 1 })
      : null;
  const firstPassword = (await readFirstPasswords(context, { ids: [user.id] })).get(user.id);
  return (
    <>
      <UserActions
        user={user}
        firstPassword={firstPassword}
        isSelf={isSelf}
        isLastAdministrator={administrators?.total === 1}
        actions={{
          changeRole: changeRoleAction,
          setDisabled: setDisabledAction,
          endSessions: endSessionsAction,
          requirePassword: requirePasswordAction,
          waivePassword: waivePasswordAction,
          makeResetLink: makeResetLinkAction,
          resetTwoFactor: resetTwoFactorAction,
          setDeleted: setDeletedAction,
        }}
      >
        {firstPassword !== undefined && user.status === "active" && (
          <UserInvitation user={user} firstPassword={firstPassword} now={now} />
        )}
        <UserFacts user={user} firstPassword={firstPassword} now={now} />
      </UserActions>
    </>
  );
}

async function Activity({ context, user, cursor, now }: PartProps & { cursor: string | undefined }) {
  const { items, next } = await loadOrNotFound(() =>
    listUserActivity(context, { id: user.id, size: EVENTS_SHOWN, cursor }),
  );
  const mayReadLog = permissionsByRole[context.actor.role].has("audit:read");
  const hrefOf = (position: string | undefined): string =>
    routes.user(user.id, "activity") + (position === undefined ? "" : `&cursor=${encodeURIComponent(position)}`);
  return (
    <>
      {items.length === 0 ? (
        <EmptyState title="No events yet">
          <p>Log-ins and changes of this account appear here.</p>
        </EmptyState>
      ) : (
        <section aria-label="Activity" className="rounded-lg border border-border bg-panel shadow-panel">
          <AuditEvents
            groups={groupRuns(items, ({ actor }) => actor?.id ?? null)}
            now={now}
            about={user.id}
            hrefOfRun={({ action, outcome }) =>
              mayReadLog ? routes.auditLog({ target: user.id, action, outcome, fold: "off" }) : null
            }
          />
        </section>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {mayReadLog && (
          <TextLink href={routes.auditLog({ user: user.id })} className="text-14">
            All events of this user in the audit log
          </TextLink>
        )}
        <NewestOlderLinks
          newest={cursor === undefined ? null : hrefOf(undefined)}
          older={next === null ? null : hrefOf(next)}
        />
      </div>
    </>
  );
}
