"use server";

import { revalidatePath } from "next/cache";
import { keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { presetIdSchema, renamePresetSchema, savePresetSchema } from "@/lib/schemas/presets";
import { createPreset } from "@/lib/services/presets/create-preset";
import { deletePreset } from "@/lib/services/presets/delete-preset";
import { updatePreset } from "@/lib/services/presets/update-preset";
import { action } from "@/lib/web/pages/action";

const save = action(savePresetSchema, createPreset, async ({ name }) => {
  revalidatePages();
  return `“${name}” was saved.`;
});

const rename = action(renamePresetSchema, updatePreset, async ({ name }) => {
  revalidatePages();
  return `The preset is now called “${name}”.`;
});

export const savePresetAction = keepValues(save, ["name"]);
export const renamePresetAction = keepValues(rename, ["name"]);

export const deletePresetAction = action(presetIdSchema, deletePreset, async () => {
  revalidatePages();
  return "The preset was deleted.";
});

/** Presets are shown on the generator page and on the account's presets page. */
function revalidatePages(): void {
  revalidatePath(routes.home());
  revalidatePath(routes.presets());
}
