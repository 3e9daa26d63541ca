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
import { pagedByCursor } from "./misplaced-fields";
import type { Operation } from "./operation";

export const receiptsOperations = {
  listReceipts: {
    id: "listReceipts",
    method: "GET",
    path: apiRoutes.receipts(),
    summary: "List your receipts",
    description:
      "Newest first. `fingerprint` filters by fingerprint: it tells whether a password has a receipt, without sending the password.",
    tag: "Receipts",
    bearer: true,
    query: receiptQuerySchema,
    misplaced: pagedByCursor,
    status: 200,
    response: receiptPageSchema,
    errors: ["validation"],
  },
  createReceipt: {
    id: "createReceipt",
    method: "POST",
    path: apiRoutes.receipts(),
    summary: "Create a receipt",
    description:
      "The client computes the fingerprint with the key from `/api/v1/receipts/key`, so the password isn't sent. At most 1,000 receipts; beyond that, delete older ones first.",
    tag: "Receipts",
    bearer: true,
    body: createReceiptSchema,
    examples: {
      "For a generated password": {
        label: "example.com",
        kind: "password",
        bits: 131.1,
        fingerprint: "OMFqlJ0VkRH-LR07pL0B_yqH4j7JccusIbsTzN5T3tY",
      },
    },
    status: 201,
    response: receiptSchema,
    errors: ["bad_request", "validation", "payload_too_large", "unsupported_media_type", "conflict"],
  },
  deleteReceipt: {
    id: "deleteReceipt",
    method: "DELETE",
    path: apiRoutes.receipt(),
    summary: "Delete a receipt",
    description: "Takes effect at once. The receipt of another user is 404.",
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
    summary: "Get your fingerprint key",
    description:
      "Created at the first request and constant from then on. Keep it secret: anyone with the key and a fingerprint can test password guesses.",
    tag: "Receipts",
    bearer: true,
    status: 200,
    response: receiptKeySchema,
    errors: ["conflict"],
  },
} as const satisfies Record<string, Operation>;
