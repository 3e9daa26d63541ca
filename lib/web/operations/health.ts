import { apiRoutes } from "@/lib/api-routes";
import { livenessSchema, readinessSchema } from "@/lib/schemas/health";
import type { Operation } from "./operation";

export const healthOperations = {
  checkLiveness: {
    id: "checkLiveness",
    method: "GET",
    path: apiRoutes.live(),
    summary: "Liveness probe",
    description: "Answers while the process runs. Doesn't use the database.",
    tag: "Health",
    status: 200,
    response: livenessSchema,
    errors: [],
  },
  checkReadiness: {
    id: "checkReadiness",
    method: "GET",
    path: apiRoutes.ready(),
    summary: "Readiness probe",
    description:
      "503 while the server starts or stops. Writes a row to the database and reads it back over another connection, at most once a second. `mail` tells how mail is sent; a server that sends none is ready too.",
    tag: "Health",
    status: 200,
    response: readinessSchema,
    errors: ["unavailable"],
  },
} as const satisfies Record<string, Operation>;
