import { apiRoutes } from "@/lib/api-routes";
import { messageSchema } from "@/lib/schemas/accounts";
import { mailIdSchema, outboxMailTextSchema, outboxQuerySchema, outboxSchema } from "@/lib/schemas/outbox";
import type { Operation } from "./operation";

export const mailOperations = {
  listOutbox: {
    id: "listOutbox",
    method: "GET",
    path: apiRoutes.outbox(),
    summary: "List what was mailed and what waits",
    description: "For administrators. Newest first, without what the mails say.",
    tag: "Mail",
    bearer: true,
    query: outboxQuerySchema,
    status: 200,
    response: outboxSchema,
    errors: ["forbidden", "validation"],
  },
  readMail: {
    id: "readMail",
    method: "GET",
    path: apiRoutes.outboxMail(),
    summary: "Read a mail",
    description: "For administrators. Its links and codes are masked.",
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
    summary: "Read a mail with its links and codes",
    description:
      "For administrators, where no mail leaves and somebody has to hand them on. Needs password and code within the last ten minutes, and is kept in the audit log.",
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
    summary: "Try a waiting mail again now",
    description: "For administrators.",
    tag: "Mail",
    bearer: true,
    params: mailIdSchema,
    status: 200,
    response: messageSchema,
    errors: ["forbidden", "not_found", "validation", "conflict"],
  },
} as const satisfies Record<string, Operation>;
