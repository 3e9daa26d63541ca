import type { Metadata } from "next";
import { ReturnedForm } from "@/app/returned-form";
import { AdminPage } from "@/components/layout/admin-page";
import { MailHead } from "@/components/mail/mail-head";
import { MailView } from "@/components/mail/mail-view";
import { routes } from "@/lib/routes";
import { mailIdSchema } from "@/lib/schemas/outbox";
import { readMail } from "@/lib/services/mail/read-mail";
import { parseInput } from "@/lib/web/api/parse-input";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import type { SearchParams } from "@/lib/web/pages/page-query";
import { retryMailAction, revealMailAction } from "../actions";

export const metadata: Metadata = { title: "Message", robots: { index: false } };

type MailPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function MailPage({ params, searchParams }: MailPageProps) {
  const { id } = await params;
  const context = await requirePermission(routes.mail(id), "mail:administer");
  const mail = await loadOrNotFound(async () => readMail(context, parseInput(mailIdSchema, { id })));
  return (
    <ReturnedForm searchParams={searchParams}>
      <AdminPage
        role={context.actor.role}
        section="mail"
        title={mail.subject}
        back={{ href: routes.outbox(), label: "Mail" }}
        lead={<MailHead mail={mail} />}
      >
        <MailView
          mail={mail}
          now={context.now().toISOString()}
          revealAction={revealMailAction}
          retryAction={retryMailAction}
        />
      </AdminPage>
    </ReturnedForm>
  );
}
