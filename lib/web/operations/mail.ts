import { apiRoutes } from "@/lib/api-routes";
import { messageSchema } from "@/lib/schemas/accounts";
import { mailIdSchema, outboxMailTextSchema, outboxQuerySchema, outboxSchema } from "@/lib/schemas/outbox";
import { pagedByBefore } from "./misplaced-fields";
import type { Operation } from "./operation";

export const mailOperations = {
  listOutbox: {
    id: "listOutbox",
    method: "GET",
    path: apiRoutes.outbox(),
    summary: "List outgoing mail",
    description: "For administrators. Newest first, without the contents.",
    tag: "Mail",
    bearer: true,
    query: outboxQuerySchema,
    misplaced: pagedByBefore,
    status: 200,
    response: outboxSchema,
    errors: ["forbidden", "validation"],
  },
  readMail: {
    id: "readMail",
    method: "GET",
    path: apiRoutes.outboxMail(),
    summary: "Get a mail",
    description: "For administrators. Links and codes are masked.",
    tag: "Mail",
    bearer: true,
    params: mailIdSchema,
    status: 200,
    response: outboxMailTextSchema,
    errors: ["forbidden", "not_found", "validation"],
  },
  revealMail: {
    id: "revealMail",
    method: "POST",
    path: apiRoutes.revealMail(),
    summary: "Get a mail with its links and codes",
    description:
      "For administrators, to hand them over on a server that sends no mail; a mail that was sent is refused. Requires recent authentication; recorded in the audit log.",
    tag: "Mail",
    bearer: true,
    params: mailIdSchema,
    status: 200,
    response: outboxMailTextSchema,
    errors: ["forbidden", "not_found", "validation", "reauthentication_required", "conflict"],
  },
  retryMail: {
    id: "retryMail",
    method: "POST",
    path: apiRoutes.retryMail(),
    summary: "Retry a queued mail now",
    description: "For administrators.",
    tag: "Mail",
    bearer: true,
    params: mailIdSchema,
    status: 200,
    response: messageSchema,
    errors: ["forbidden", "not_found", "validation", "conflict"],
  },
} as const satisfies Record<string, Operation>;
