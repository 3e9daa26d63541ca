import { routes } from "@/lib/routes";
import { route } from "@/lib/web/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(routes.api.exportAuditLog());
