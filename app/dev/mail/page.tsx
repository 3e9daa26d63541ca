import type { Metadata } from "next";
import { ColumnPage } from "@/components/layout/settings-page";
import { LocalInbox } from "@/components/mail/local-inbox";
import { listLocalMail } from "@/lib/services/mail/list-local-mail";
import { loadOrNotFound } from "@/lib/web/pages/page";
import { requireLocalDeveloper } from "@/lib/web/pages/require-local-developer";

export const metadata: Metadata = { title: "Local mail", robots: { index: false } };

export default async function LocalInboxPage() {
  const context = await requireLocalDeveloper();
  const mails = await loadOrNotFound(async () => listLocalMail(context));
  return (
    <ColumnPage
      back={null}
      title="Local mail"
      lead="Emails from this development server, newest first. This page works only on this machine and only with npm run dev."
    >
      <LocalInbox mails={mails} now={context.now().toISOString()} />
    </ColumnPage>
  );
}
