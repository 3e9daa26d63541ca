import { redocPage } from "@/lib/web/documentation-pages";

export const GET = redocPage;
