import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { TabLinks } from "@/components/ui/tab-links";
import { InlineLink } from "@/components/ui/text-link";
import { routes, type UserTab } from "@/lib/routes";
import type { UserDetail } from "@/lib/schemas/users";

type UserPageProps = { user: UserDetail; isSelf: boolean; tab: UserTab | undefined; children: ReactNode };

/** The tabs that the logged-in user may open. */
export function userTabs({ may, status }: UserDetail): readonly (UserTab | undefined)[] {
  return [
    undefined,
    ...(may.includes("change") && status !== "deleted" ? (["profile"] as const) : []),
    ...(may.includes("read-activity") ? (["sessions", "activity"] as const) : []),
  ];
}

const tabLabels: Record<UserTab, string> = { profile: "Profile", sessions: "Sessions", activity: "Activity" };

export function UserPage({ user, isSelf, tab, children }: UserPageProps) {
  const tabs = userTabs(user).map((name) => ({
    href: routes.user(user.id, name),
    label: name === undefined ? "Overview" : tabLabels[name],
    selected: name === tab,
    ...(name === "sessions" && { count: user.sessions }),
  }));
  return (
    <>
      {tabs.length > 1 && <TabLinks label="Parts of the account" tabs={tabs} />}
      {isSelf && (
        <Alert tone="warn">
          This is your own account. Manage your password, two-factor authentication and sessions in{" "}
          <InlineLink href={routes.account()}>your account</InlineLink>.
        </Alert>
      )}
      {children}
    </>
  );
}
