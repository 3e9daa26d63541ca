import { apiRoutes } from "@/lib/api-routes";
import { route } from "@/lib/web/http/route";

// Unknown API paths get a 404 in the API's error format.
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(apiRoutes.nothing());
