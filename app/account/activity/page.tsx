import type { Metadata } from "next";
import { ActivityList } from "@/components/accounts/activity-list";
import { SettingsPage } from "@/components/layout/settings-page";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { routes } from "@/lib/routes";
import { activityQuerySchema } from "@/lib/schemas/activity";
import { listGroupedActivity } from "@/lib/services/activity/list-grouped-activity";
import { loadOrNotFound, requireUser } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";

export const metadata: Metadata = { title: "Activity", robots: { index: false } };

const GROUPS_SHOWN = 30;

const readQuery = pageQuery(activityQuerySchema.pick({ cursor: true }));

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.activity());
  const { cursor } = readQuery(await searchParams).input;
  const { groups, next } = await loadOrNotFound(() => listGroupedActivity(context, { size: GROUPS_SHOWN, cursor }));
  return (
    <SettingsPage
      section="activity"
      title="Activity"
      lead="Your own actions, attempts by others and changes by administrators."
    >
      <ActivityList groups={groups} now={context.now().toISOString()} />
      <NewestOlderLinks
        newest={cursor === undefined ? null : routes.activity()}
        older={next === null ? null : routes.activity({ cursor: next })}
      />
    </SettingsPage>
  );
}
