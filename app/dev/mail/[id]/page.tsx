import type { Metadata } from "next";
import { ColumnPage } from "@/components/layout/settings-page";
import { LocalMail } from "@/components/mail/local-mail";
import { routes } from "@/lib/routes";
import { mailIdSchema } from "@/lib/schemas/outbox";
import { readLocalMail } from "@/lib/services/mail/read-local-mail";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound } from "@/lib/web/pages/page";
import { requireLocalDeveloper } from "@/lib/web/pages/require-local-developer";

export const metadata: Metadata = { title: "Local message", robots: { index: false } };

type LocalMailPageProps = { params: Promise<{ id: string }> };

export default async function LocalMailPage({ params }: LocalMailPageProps) {
  const context = await requireLocalDeveloper();
  const { id } = await params;
  const mail = await loadOrNotFound(async () => readLocalMail(context, parseInput(mailIdSchema, { id })));
  return (
    <ColumnPage back={{ href: routes.localInbox(), label: "Local mail" }} title={mail.subject}>
      <LocalMail to={mail.to} text={mail.text} links={mail.links} />
    </ColumnPage>
  );
}
