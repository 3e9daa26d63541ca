import { guardedHandlers } from "@/lib/auth/guarded-handlers";

export const { GET, POST } = guardedHandlers;
