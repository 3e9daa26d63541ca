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
      lead="Prove later when you generated a password, without keeping the password."
    >
      <ReceiptList
        page={page}
        isFirstPage={input.cursor === undefined}
        now={context.now().toISOString()}
        deleteAction={deleteReceiptAction}
      />
      {(page.items.length > 0 || input.cursor !== undefined) && <ReceiptCheck openReceipts={openReceiptsAction} />}
    </SettingsPage>
  );
}
