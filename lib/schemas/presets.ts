import { z } from "zod";
import { PRESET_NAME_MAX } from "@/lib/domain/presets/preset-name";
import { lineField } from "./common";
import { generatePasswordSchema } from "./generator-modes";

const presetNameField = lineField(PRESET_NAME_MAX).meta({
  description: `Up to ${PRESET_NAME_MAX} characters. Unique among your presets, ignoring case.`,
  example: "Work",
});

export const presetSchema = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ example: "Work" }),
    settings: generatePasswordSchema,
    url: z.string().meta({
      description: "Generates a password with these settings.",
      example: "https://latchkey.example/api/v1/generate-password?length=24",
    }),
    page_url: z.string().nullable().meta({
      description: "The generator page with these settings; null if the page doesn't support them, for example `site`.",
      example: "https://latchkey.example/?length=24",
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Preset" });

export const presetListSchema = z
  .strictObject({ items: z.array(presetSchema).meta({ description: "Sorted by name." }) })
  .meta({ id: "PresetList" });

export const createPresetSchema = z.object({ name: presetNameField, settings: generatePasswordSchema });

export const updatePresetSchema = z.object({
  name: presetNameField.optional(),
  settings: generatePasswordSchema.optional(),
});

export const presetIdSchema = z.object({ id: z.uuid() });

/** A preset as the page's form saves it: its settings are one field. */
export const savePresetSchema = z.object({
  name: presetNameField,
  settings: z.string().transform(readJson).pipe(generatePasswordSchema),
});

export const renamePresetSchema = presetIdSchema.extend({ name: presetNameField });

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "Must be JSON" });
    return z.NEVER;
  }
}

export type Preset = z.output<typeof presetSchema>;
export type PresetList = z.output<typeof presetListSchema>;
export type CreatePresetInput = z.output<typeof createPresetSchema>;
export type UpdatePresetInput = z.output<typeof updatePresetSchema>;
