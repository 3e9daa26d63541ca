import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextSteps } from "@/components/accounts/next-steps";
import { AdminPage } from "@/components/layout/admin-page";
import { Dashboard } from "@/components/statistics/dashboard";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { routes } from "@/lib/routes";
import { readNextSteps } from "@/lib/services/next-steps/read-next-steps";
import { readStatistics } from "@/lib/services/system/read-statistics";
import { readSystem } from "@/lib/services/system/read-system";
import { requirePermission } from "@/lib/web/pages/page";
import { hideNextStepAction, showNextStepsAction } from "../account/actions";

export const metadata: Metadata = { title: "Overview", robots: { index: false } };

/** The overview for administrators; moderators begin with the users. */
export default async function AdministrationPage() {
  const context = await requirePermission(routes.administration(), "users:read");
  const { role } = context.actor;
  if (!permissionsByRole[role].has("statistics:read")) redirect(routes.users());
  const statistics = await readStatistics(context);
  const { findings } = await readSystem(context);
  const steps = await readNextSteps(context, { of: "server" });
  return (
    <AdminPage role={role} section="overview" title="Overview">
      <Dashboard
        statistics={statistics}
        findings={findings}
        steps={steps}
        nextSteps={<NextSteps steps={steps} hideAction={hideNextStepAction} showAction={showNextStepsAction} />}
      />
    </AdminPage>
  );
}
