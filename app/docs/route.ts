import { swaggerPage } from "@/lib/web/openapi/documentation-pages";

export const GET = swaggerPage;
