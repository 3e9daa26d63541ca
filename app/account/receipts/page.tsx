import type { Metadata } from "next";
import { SettingsPage } from "@/components/layout/settings-page";
import { ReceiptCheck } from "@/components/receipts/receipt-check";
import { ReceiptList } from "@/components/receipts/receipt-list";
import { routes } from "@/lib/routes";
import { receiptQuerySchema } from "@/lib/schemas/receipts";
import { listReceipts } from "@/lib/services/receipts/list-receipts";
import { loadOrNotFound, requireUser } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { deleteReceiptAction, openReceiptsAction } from "./actions";

export const metadata: Metadata = { title: "Receipts", robots: { index: false } };

const readQuery = pageQuery(receiptQuerySchema.pick({ size: true, cursor: true }));

export default async function ReceiptsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requireUser(routes.receipts());
  const { input } = readQuery(await searchParams);
  const page = await loadOrNotFound(() => listReceipts(context, input));
  return (
    <SettingsPage
      section="receipts"
      title="Receipts"
      lead="A receipt records when you generated a password, what it is for and how strong it is. It doesn’t contain the password."
    >
      <ReceiptCheck openReceipts={openReceiptsAction} />
      <ReceiptList
        page={page}
        isFirstPage={input.cursor === undefined}
        now={context.now().toISOString()}
        deleteAction={deleteReceiptAction}
      />
    </SettingsPage>
  );
}
