import { countPresets, createPreset as savePreset } from "@/lib/data/presets";
import { normalizePresetName, PRESETS_MAX } from "@/lib/domain/presets/preset-name";
import type { CreatePresetInput, Preset } from "@/lib/schemas/presets";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { asNameTaken, tooManyPresets } from "./shared/preset-refusals";
import { toPreset } from "./shared/preset-view";
import { requireUsable } from "./shared/usable-settings";

/** Saves generator settings as a preset. */
export async function createPreset(
  context: Context<"writing" | "random" | "site-rules">,
  { name, settings }: CreatePresetInput,
): Promise<Preset> {
  const actor = authorizeUser(context, "presets:manage-own");
  await requireUsable(context, settings);
  const preset = {
    id: context.newId(),
    userId: actor.userId,
    name,
    normalizedName: normalizePresetName(name),
    settings,
  };
  try {
    const row = await context.write(
      async (tx) => {
        const saved = await savePreset(tx, preset, context.now());
        // Counted after the write and in its transaction, so that two concurrent requests can't both take the last
        // place.
        if ((await countPresets(tx, actor.userId)) > PRESETS_MAX) throw tooManyPresets();
        return saved;
      },
      { serializable: true },
    );
    return toPreset(context, row);
  } catch (error) {
    throw asNameTaken(error);
  }
}
