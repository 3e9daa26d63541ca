import type { Metadata } from "next";
import { SettingsPage } from "@/components/layout/settings-page";
import { SessionList } from "@/components/sessions/session-list";
import { routes } from "@/lib/routes";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { requireUser } from "@/lib/web/pages/page";
import { endOtherSessionsAction, endSessionAction } from "./actions";

export const metadata: Metadata = { title: "Sessions", robots: { index: false } };

export default async function SessionsPage() {
  const context = await requireUser(routes.sessions());
  const { items } = await listSessions(context);
  return (
    <SettingsPage
      section="sessions"
      title="Sessions"
      lead="End any session that you don’t recognise, then change your password."
    >
      <SessionList
        sessions={items}
        now={context.now().toISOString()}
        endAction={endSessionAction}
        endOthersAction={endOtherSessionsAction}
      />
    </SettingsPage>
  );
}
