import { apiRoutes } from "@/lib/api-routes";
import { route } from "@/lib/web/http/route";

// Whatever no operation claims is a 404 in the API's own shape.
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(apiRoutes.nothing());
