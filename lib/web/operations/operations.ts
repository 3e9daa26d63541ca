import { accountsOperations } from "./accounts";
import { auditLogOperations } from "./audit-log";
import { healthOperations } from "./health";
import { invitationsOperations } from "./invitations";
import { mailOperations } from "./mail";
import type { Operation } from "./operation";
import { passwordsOperations } from "./passwords";
import { presetsOperations } from "./presets";
import { receiptsOperations } from "./receipts";
import { sessionsOperations } from "./sessions";
import { systemOperations } from "./system";
import { twoFactorOperations } from "./two-factor";
import { usersOperations } from "./users";

/** Every endpoint of the API. */
export const operations = {
  ...passwordsOperations,
  ...accountsOperations,
  ...sessionsOperations,
  ...twoFactorOperations,
  ...presetsOperations,
  ...receiptsOperations,
  ...usersOperations,
  ...invitationsOperations,
  ...auditLogOperations,
  ...mailOperations,
  ...systemOperations,
  ...healthOperations,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
