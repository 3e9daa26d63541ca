import { listPresets as findPresets } from "@/lib/data/presets";
import type { PresetList } from "@/lib/schemas/presets";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toPreset } from "./shared/preset-view";

/** Your own presets, by name. */
export async function listPresets(context: Context<"reading">): Promise<PresetList> {
  const actor = authorizeUser(context, "presets:manage-own");
  const rows = await findPresets(context.db, actor.userId);
  return {
    items: rows.toSorted((one, other) => one.name.localeCompare(other.name, "en")).map((row) => toPreset(context, row)),
  };
}
