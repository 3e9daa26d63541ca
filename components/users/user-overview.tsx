import { AuditEvents } from "@/components/audit-log/audit-events";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Fact, FactList } from "@/components/ui/fact-list";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { InlineLink, TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { routes } from "@/lib/routes";
import type { AuditEventView } from "@/lib/schemas/audit-log";
import type { SessionView } from "@/lib/schemas/sessions";
import type { UserDetail } from "@/lib/schemas/users";
import { AccessPanel, DeletionPanel } from "./access-panels";
import { PasswordPanel, SessionsPanel, TwoFactorPanel } from "./security-panels";
import { roleLabels, statusLabels } from "./user-labels";
import { UserProfileForms } from "./user-profile-forms";

type UserActions = Record<
  | "saveProfile"
  | "saveEmail"
  | "changeRole"
  | "setDisabled"
  | "endSessions"
  | "requirePassword"
  | "makeResetLink"
  | "resetTwoFactor"
  | "setDeleted",
  FormStateAction
>;

type UserOverviewProps = {
  user: UserDetail;
  isSelf: boolean;
  /** Role, status and deletion are then locked. */
  isLastAdministrator: boolean;
  /** Null when the logged-in user may not see them. */
  sessions: readonly SessionView[] | null;
  events: readonly AuditEventView[] | null;
  mayReadLog: boolean;
  canMail: boolean;
  now: string;
  actions: UserActions;
};

export function UserOverview({
  user,
  isSelf,
  isLastAdministrator,
  sessions,
  events,
  mayReadLog,
  canMail,
  now,
  actions,
}: UserOverviewProps) {
  const { label, tone } = statusLabels[user.status];
  const may = (action: string): boolean => user.may.includes(action);
  const isDeleted = user.status === "deleted";
  return (
    <>
      {isSelf && (
        <Alert tone="warn">
          This is your own account. Manage your password, two-factor authentication and sessions in{" "}
          <InlineLink href={routes.account()}>your account</InlineLink>.
        </Alert>
      )}
      {/* On wide screens, activity moves up beside the action panels; in the DOM it stays last. */}
      <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6">
          <Panel id="user-facts" title="Account">
            <FactList>
              <Fact term="Status">
                <Badge tone={tone}>{label}</Badge>
              </Fact>
              {user.frozen_until !== null && (
                <Fact term="Frozen">
                  Security changes are blocked after a report of “This wasn’t me”. This ends{" "}
                  <TimeAgo at={user.frozen_until} now={now} withMoment ahead />, or when the user resets the password by
                  a mailed link.
                </Fact>
              )}
              <Fact term="Role">{roleLabels[user.role]}</Fact>
              <Fact term="Email">
                {isReleasedAddress(user.email) ? (
                  <span className="text-muted">None: the owner of the mailbox removed it</span>
                ) : (
                  user.email
                )}
              </Fact>
              <Fact term="Username">{user.username ?? <span className="text-muted">None</span>}</Fact>
              <Fact term="Created">
                <TimeAgo at={user.created_at} now={now} withMoment />
              </Fact>
              <Fact term="Last log-in">
                {user.last_sign_in_at === null ? "Never" : <TimeAgo at={user.last_sign_in_at} now={now} withMoment />}
              </Fact>
              {user.deleted_at !== null && (
                <Fact term="Deleted">
                  <TimeAgo at={user.deleted_at} now={now} withMoment />
                </Fact>
              )}
              <Fact term="ID">
                <span className="font-mono text-12">{user.id}</span>
              </Fact>
            </FactList>
          </Panel>
          {may("change") && !isDeleted && (
            <Panel id="profile" title="Profile">
              <UserProfileForms
                user={user}
                canMail={canMail}
                saveProfile={actions.saveProfile}
                saveEmail={actions.saveEmail}
              />
            </Panel>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          {!isDeleted && (
            <>
              <AccessPanel
                user={user}
                isSelf={isSelf}
                isLastAdministrator={isLastAdministrator}
                changeRole={actions.changeRole}
                setDisabled={actions.setDisabled}
              />
              <SessionsPanel
                user={user}
                isSelf={isSelf}
                sessions={sessions}
                now={now}
                endSessions={actions.endSessions}
              />
              <PasswordPanel
                user={user}
                isSelf={isSelf}
                now={now}
                requirePassword={actions.requirePassword}
                makeResetLink={actions.makeResetLink}
              />
              <TwoFactorPanel user={user} isSelf={isSelf} now={now} resetTwoFactor={actions.resetTwoFactor} />
            </>
          )}
          {may("delete") && !isSelf && (
            <DeletionPanel user={user} isLastAdministrator={isLastAdministrator} setDeleted={actions.setDeleted} />
          )}
        </div>
        {events !== null && (
          <Panel id="activity" title="Recent activity">
            <AuditEvents events={events} now={now} about={user.id} />
            {mayReadLog && (
              <TextLink href={routes.auditLog({ target: user.id })} className="self-start text-14">
                View all in the audit log
              </TextLink>
            )}
          </Panel>
        )}
      </div>
    </>
  );
}
