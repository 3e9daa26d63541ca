import { apiRoutes } from "@/lib/api-routes";
import { route } from "@/lib/web/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(apiRoutes.breachedPasswords());
