import { redocPage } from "@/lib/web/openapi/documentation-pages";

export const GET = redocPage;
