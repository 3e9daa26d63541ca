import { findPreset, updatePreset as savePreset } from "@/lib/data/presets";
import { normalizePresetName } from "@/lib/domain/presets/preset-name";
import type { Preset, UpdatePresetInput } from "@/lib/schemas/presets";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { asNameTaken, noSuchPreset } from "./shared/preset-refusals";
import { toPreset } from "./shared/preset-view";
import { requireUsable } from "./shared/usable-settings";

/** Changes the name or settings of one of your own presets; fields that are left out stay as they are. */
export async function updatePreset(
  context: Context<"writing" | "random" | "site-rules">,
  { id, name, settings }: { id: string } & UpdatePresetInput,
): Promise<Preset> {
  const actor = authorizeUser(context, "presets:manage-own");
  const which = { id, userId: actor.userId };
  if ((await findPreset(context.db, which)) === null) throw noSuchPreset();
  if (settings !== undefined) await requireUsable(context, settings);
  const changes = {
    ...(name !== undefined && { name, normalizedName: normalizePresetName(name) }),
    ...(settings !== undefined && { settings }),
  };
  try {
    const row = await context.write(async (tx) =>
      (await savePreset(tx, which, changes, context.now())) ? findPreset(tx, which) : null,
    );
    if (row === null) throw noSuchPreset();
    return toPreset(context, row);
  } catch (error) {
    throw asNameTaken(error);
  }
}
