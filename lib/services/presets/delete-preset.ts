import { removePreset } from "@/lib/data/presets";
import type { Message } from "@/lib/schemas/accounts";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { noSuchPreset } from "./shared/preset-refusals";

/** Deletes one of your own presets. */
export async function deletePreset(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "presets:manage-own");
  if (!(await context.write((tx) => removePreset(tx, { id, userId: actor.userId })))) throw noSuchPreset();
  return { message: "Preset deleted" };
}
