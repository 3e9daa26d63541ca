import { UnknownAdminPage } from "@/components/layout/unknown-admin-page";
import { readPageContext } from "@/lib/web/pages/page";

export default async function UserNotFound() {
  const { actor } = await readPageContext();
  return <UnknownAdminPage role={actor.kind === "user" ? actor.role : null} isOfUsers />;
}
