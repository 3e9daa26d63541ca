import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import type { FormStateAction } from "@/components/ui/form-state";
import { Panel } from "@/components/ui/panel";
import { TimeAgo } from "@/components/ui/time-ago";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { RECOVERY_CODES_FEW } from "@/lib/domain/two-factor/recovery-code";
import { routes } from "@/lib/routes";
import type { Profile } from "@/lib/schemas/accounts";
import type { GroupedActivity } from "@/lib/schemas/activity";
import type { TwoFactor } from "@/lib/schemas/two-factor";
import { ActivityList } from "./activity-list";
import { ProfileForm } from "./profile-form";
import { shownEmail } from "./shown-email";

type AccountOverviewProps = {
  profile: Profile;
  twoFactor: TwoFactor;
  sessionCount: number;
  /** When the current session started, ISO 8601. */
  sessionSince: string;
  canAdminister: boolean;
  activity: GroupedActivity;
  now: string;
  saveProfile: FormStateAction;
  canMail: boolean;
};

export function AccountOverview({
  profile,
  twoFactor,
  sessionCount,
  sessionSince,
  canAdminister,
  canMail,
  activity,
  now,
  saveProfile,
}: AccountOverviewProps) {
  return (
    <div className="flex flex-col gap-4 pt-4 pb-8 sm:gap-6 sm:pt-8">
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-col gap-1">
          <h1 className="text-25 font-semibold tracking-tight">Account</h1>
          <p className="wrap-anywhere text-muted">{shownEmail(profile.email)}</p>
        </div>
        {canAdminister && (
          <ButtonLink href={routes.administration()} className="sm:hidden">
            Administration
          </ButtonLink>
        )}
      </div>
      {/* The activity is last in the document, and in the first column on wide screens. */}
      <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
        <Panel id="profile" title="Profile">
          <ProfileForm action={saveProfile} fullName={profile.full_name} username={profile.username} />
        </Panel>
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <EmailCard email={profile.email} isVerified={profile.email_verified} canMail={canMail} />
          <PasswordCard changedAt={profile.password_changed_at} sessionSince={sessionSince} now={now} />
          <TwoFactorCard twoFactor={twoFactor} />
          <SessionsCard count={sessionCount} />
          <GeneratorCard />
          <DataCard />
        </div>
        <Panel id="activity" title="Recent activity">
          <ActivityList groups={activity.groups} now={now} />
          {activity.next !== null && (
            <ButtonLink href={routes.activity()} className="self-start">
              Show all activity
            </ButtonLink>
          )}
        </Panel>
      </div>
    </div>
  );
}

type EmailCardProps = { email: string; isVerified: boolean; canMail: boolean };

function EmailCard({ email, isVerified, canMail }: EmailCardProps) {
  const hasAddress = !isReleasedAddress(email);
  return (
    <Panel id="email-card" title="Email address">
      <p className="text-muted">
        {hasAddress
          ? describeAddress({ isVerified, canMail })
          : "Your account has no email address: the owner of the mailbox removed it."}
      </p>
      <ButtonLink href={routes.changeEmail()} className="self-start">
        {hasAddress ? (!isVerified && canMail ? "Verify or change address" : "Change address") : "Add address"}
      </ButtonLink>
    </Panel>
  );
}

function describeAddress({ isVerified, canMail }: Omit<EmailCardProps, "email">): string {
  if (!canMail && isVerified) return "You log in with it. It is verified.";
  if (!canMail) return "You log in with it. It isn’t verified, because this server doesn’t send email.";
  return isVerified
    ? "Your address is verified. You can use it to reset your password."
    : "Your address isn’t verified. Verify it to be sure that links for a new password reach you.";
}

const JUST_CHANGED_MS = 60 * 1000;

function PasswordCard({ changedAt, sessionSince, now }: { changedAt: string; sessionSince: string; now: string }) {
  // In this session: a password that an import, a reset or a sign-up has just set ended none.
  const justChanged = changedAt > sessionSince && Date.parse(now) - Date.parse(changedAt) < JUST_CHANGED_MS;
  return (
    <Panel id="password-card" title="Password">
      {justChanged ? (
        <Alert tone="ok">Your password was changed. All other sessions were ended.</Alert>
      ) : (
        <p className="text-muted">
          Set <TimeAgo at={changedAt} now={now} />.
        </p>
      )}
      <ButtonLink href={routes.changePassword()} className="self-start">
        Change password
      </ButtonLink>
    </Panel>
  );
}

function TwoFactorCard({ twoFactor: { enabled, recovery_codes: codes } }: { twoFactor: TwoFactor }) {
  const warning = enabled ? warningAbout(codes) : null;
  return (
    <Panel id="two-factor" title="Two-factor authentication">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <Badge tone={enabled ? "ok" : "neutral"}>{enabled ? "On" : "Off"}</Badge>
        {enabled
          ? codes.total > 0 && `${codes.left} of ${codes.total} recovery codes left.`
          : "Only your password protects this account."}
      </p>
      {warning !== null && <Alert tone="warn">{warning}</Alert>}
      <ButtonLink href={enabled ? routes.security() : routes.addAuthenticator()} className="self-start">
        {enabled ? "Manage two-factor authentication" : "Set up two-factor authentication"}
      </ButtonLink>
    </Panel>
  );
}

function warningAbout({ left, saved }: TwoFactor["recovery_codes"]): string | null {
  if (left === 0) return "You have no recovery codes. Create new ones.";
  if (!saved) return "You haven’t confirmed that you saved your recovery codes.";
  return left <= RECOVERY_CODES_FEW ? "Create new recovery codes soon." : null;
}

function SessionsCard({ count }: { count: number }) {
  return (
    <Panel id="sessions" title="Sessions">
      <p className="text-muted">
        {count === 1 ? "This is your only session." : `${count} sessions, including this one.`}
      </p>
      <ButtonLink href={routes.sessions()} className="self-start">
        View sessions
      </ButtonLink>
    </Panel>
  );
}

function GeneratorCard() {
  return (
    <Panel id="generator" title="Generator">
      <p className="text-muted">
        Save generator settings as presets. Receipts record when you generated a password, and what it is for.
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={routes.presets()}>Presets</ButtonLink>
        <ButtonLink href={routes.receipts()}>Receipts</ButtonLink>
      </div>
    </Panel>
  );
}

function DataCard() {
  return (
    <Panel id="data" title="Your data">
      <p className="text-muted">Download your data as a JSON file, or delete your account.</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={routes.exportAccount()}>Download my data</ButtonLink>
        <ButtonLink href={routes.deleteAccount()} className="text-danger">
          Delete account
        </ButtonLink>
      </div>
    </Panel>
  );
}
