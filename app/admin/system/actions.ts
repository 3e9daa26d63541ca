"use server";

import { nothingSchema } from "@/lib/schemas/sessions";
import { action } from "@/lib/web/action";
import { mailMyself } from "@/lib/web/test-mail";

export const testMailAction = action(nothingSchema, mailMyself, async (sentence) => sentence);
