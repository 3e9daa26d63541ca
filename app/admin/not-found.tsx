import { UnknownAdminPage } from "@/components/layout/unknown-admin-page";
import { readPageContext } from "@/lib/web/pages/page";

/** A moderator only gets here by a page for administrators: their own pages have an answer of their own. */
export default async function AdministrationNotFound() {
  const { actor } = await readPageContext();
  return <UnknownAdminPage role={actor.kind === "user" ? actor.role : null} />;
}
