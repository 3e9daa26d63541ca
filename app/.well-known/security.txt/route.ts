import { routes } from "@/lib/routes";
import { route } from "@/lib/web/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(routes.securityText());
