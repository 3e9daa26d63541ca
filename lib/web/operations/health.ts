import { apiRoutes } from "@/lib/api-routes";
import { livenessSchema, readinessSchema } from "@/lib/schemas/health";
import type { Operation } from "./operation";

export const healthOperations = {
  checkLiveness: {
    id: "checkLiveness",
    method: "GET",
    path: apiRoutes.live(),
    summary: "Is the process alive?",
    description: "Answers as long as the process does; touches no database.",
    tag: "Health",
    status: 200,
    response: livenessSchema,
    errors: [],
  },
  checkReadiness: {
    id: "checkReadiness",
    method: "GET",
    path: apiRoutes.ready(),
    summary: "Is the service ready?",
    description:
      "Writes a row to the database and reads it back through another connection; at most one probe a second. A server that sends no mail is ready, and says so.",
    tag: "Health",
    status: 200,
    response: readinessSchema,
    errors: ["unavailable"],
  },
} as const satisfies Record<string, Operation>;
