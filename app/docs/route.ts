import { swaggerPage } from "@/lib/web/documentation-pages";

export const GET = swaggerPage;
