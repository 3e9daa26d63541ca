import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { SystemView } from "@/components/system/system-view";
import { routes } from "@/lib/routes";
import { readSystem } from "@/lib/services/system/read-system";
import { requirePermission } from "@/lib/web/pages/page";
import { backUpAction, testMailAction } from "./actions";

export const metadata: Metadata = { title: "System", robots: { index: false } };

export default async function SystemPage() {
  const context = await requirePermission(routes.system(), "system:read");
  const system = await readSystem(context);
  return (
    <AdminPage role={context.actor.role} section="system" title="System">
      <SystemView
        system={system}
        email={context.actor.profile.email}
        testMailAction={testMailAction}
        backUpAction={backUpAction}
      />
    </AdminPage>
  );
}
