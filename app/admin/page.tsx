import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { requirePermission } from "@/lib/web/pages/page";

export default async function AdministrationPage() {
  await requirePermission(routes.administration(), "users:read");
  redirect(routes.users());
}
