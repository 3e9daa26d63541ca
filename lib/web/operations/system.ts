import { apiRoutes } from "@/lib/api-routes";
import { systemSchema } from "@/lib/schemas/system";
import type { Operation } from "./operation";

export const systemOperations = {
  readSystem: {
    id: "readSystem",
    method: "GET",
    path: apiRoutes.system(),
    summary: "Get the state of the server",
    description:
      "For administrators. Health, versions, database, mail, jobs, settings, and findings with advice. Contains no secrets.",
    tag: "System",
    bearer: true,
    status: 200,
    response: systemSchema,
    errors: ["forbidden"],
  },
} as const satisfies Record<string, Operation>;
