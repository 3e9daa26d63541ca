import { apiRoutes } from "@/lib/api-routes";
import { messageSchema } from "@/lib/schemas/accounts";
import {
  createReceiptSchema,
  receiptIdSchema,
  receiptKeySchema,
  receiptPageSchema,
  receiptQuerySchema,
  receiptSchema,
} from "@/lib/schemas/receipts";
import type { Operation } from "./operation";

export const receiptsOperations = {
  listReceipts: {
    id: "listReceipts",
    method: "GET",
    path: apiRoutes.receipts(),
    summary: "List one's own receipts",
    description:
      "Newest first. With `fingerprint` those of it alone: whether a password was made here, without its being sent.",
    tag: "Receipts",
    bearer: true,
    query: receiptQuerySchema,
    status: 200,
    response: receiptPageSchema,
    errors: ["validation"],
  },
  createReceipt: {
    id: "createReceipt",
    method: "POST",
    path: apiRoutes.receipts(),
    summary: "Keep a receipt of a password",
    description:
      "The fingerprint is made where the password is, by the key of `/api/v1/receipts/key`. At most 1,000; beyond that older ones have to be deleted first.",
    tag: "Receipts",
    bearer: true,
    body: createReceiptSchema,
    status: 201,
    response: receiptSchema,
    errors: ["bad_request", "validation", "payload_too_large", "unsupported_media_type", "conflict"],
  },
  deleteReceipt: {
    id: "deleteReceipt",
    method: "DELETE",
    path: apiRoutes.receipt(),
    summary: "Delete a receipt",
    description: "At once. Somebody else's receipt does not exist here.",
    tag: "Receipts",
    bearer: true,
    params: receiptIdSchema,
    status: 200,
    response: messageSchema,
    errors: ["not_found", "validation"],
  },
  readReceiptKey: {
    id: "readReceiptKey",
    method: "GET",
    path: apiRoutes.receiptKey(),
    summary: "Read the key of one's own fingerprints",
    description:
      "Made when it is first asked for, and the same from then on. Whoever has it and a fingerprint can try passwords against it, so keep it to yourself.",
    tag: "Receipts",
    bearer: true,
    status: 200,
    response: receiptKeySchema,
    errors: ["conflict"],
  },
} as const satisfies Record<string, Operation>;
