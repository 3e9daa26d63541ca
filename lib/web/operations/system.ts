import { apiRoutes } from "@/lib/api-routes";
import { systemSchema } from "@/lib/schemas/system";
import type { Operation } from "./operation";

export const systemOperations = {
  readSystem: {
    id: "readSystem",
    method: "GET",
    path: apiRoutes.system(),
    summary: "Look at the server",
    description:
      "For administrators: its health, versions, database, mail, jobs and settings, and what there is to look after. No secret is in it, nor a part of one.",
    tag: "System",
    bearer: true,
    status: 200,
    response: systemSchema,
    errors: ["forbidden"],
  },
} as const satisfies Record<string, Operation>;
