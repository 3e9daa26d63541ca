import { checkLiveness } from "@/lib/services/health/check-liveness";
import { checkReadiness } from "@/lib/services/health/check-readiness";
import { generatePassword } from "@/lib/services/passwords/generate-password";
import type { ApiHandler } from "./api-types";
import { handle } from "./handle";
import { operations, type OperationId } from "./operations";

/** Which service answers which operation; both ways into the API, the direct line and Next's routes, read this table. */
export const handlers: Record<OperationId, ApiHandler> = {
  generatePassword: handle(operations.generatePassword, generatePassword),
  generatePasswordFromBody: handle(operations.generatePasswordFromBody, generatePassword),
  checkLiveness: handle(operations.checkLiveness, checkLiveness),
  checkReadiness: handle(operations.checkReadiness, checkReadiness),
};
