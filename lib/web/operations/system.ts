import { apiRoutes } from "@/lib/api-routes";
import { statisticsSchema } from "@/lib/schemas/statistics";
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
  readStatistics: {
    id: "readStatistics",
    method: "GET",
    path: apiRoutes.statistics(),
    summary: "Get counts by day",
    description:
      "For administrators. New accounts, log-ins and failed log-ins of the last 30 days in UTC, and counts of users, invitations and mail.",
    tag: "System",
    bearer: true,
    status: 200,
    response: statisticsSchema,
    errors: ["forbidden"],
  },
} as const satisfies Record<string, Operation>;
