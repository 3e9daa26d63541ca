"use server";

import { idleActionState } from "@/lib/action-state";
import { appearanceSchema } from "@/lib/schemas/appearance";
import { chooseAppearance } from "@/lib/services/appearance/choose-appearance";
import { action } from "@/lib/web/pages/action";
import { rememberTheme } from "@/lib/web/pages/appearance";

const choose = action(appearanceSchema, chooseAppearance, rememberTheme);

export async function chooseAppearanceAction(form: FormData): Promise<void> {
  await choose(idleActionState, form);
}
