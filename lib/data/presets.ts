import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { ReadDatabase, Transaction } from "./database";

export type PresetRow = { id: string; name: string; settings: GeneratePasswordInput; createdAt: Date; updatedAt: Date };

const fields = { id: true, name: true, settings: true, createdAt: true, updatedAt: true } as const;

/** The user's presets, unordered. */
export async function listPresets(db: ReadDatabase, userId: string): Promise<PresetRow[]> {
  const rows = await db.preset.findMany({ where: { userId }, select: fields });
  return rows.map(typed);
}

export async function findPreset(
  db: ReadDatabase,
  { id, userId }: { id: string; userId: string },
): Promise<PresetRow | null> {
  const row = await db.preset.findFirst({ where: { id, userId }, select: fields });
  return row && typed(row);
}

export async function countPresets(db: ReadDatabase, userId: string): Promise<number> {
  return db.preset.count({ where: { userId } });
}

export async function createPreset(
  tx: Transaction,
  {
    settings,
    ...preset
  }: { id: string; userId: string; name: string; normalizedName: string; settings: GeneratePasswordInput },
  now: Date,
): Promise<PresetRow> {
  const row = await tx.preset.create({
    data: { ...preset, settings: JSON.stringify(settings), createdAt: now, updatedAt: now },
    select: fields,
  });
  return typed(row);
}

/** Changes one of this user's presets; false when it doesn't exist. */
export async function updatePreset(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
  { settings, ...changes }: { name?: string; normalizedName?: string; settings?: GeneratePasswordInput },
  now: Date,
): Promise<boolean> {
  const data = { ...changes, ...(settings !== undefined && { settings: JSON.stringify(settings) }), updatedAt: now };
  const { count } = await tx.preset.updateMany({ where: { id, userId }, data });
  return count === 1;
}

export async function removePreset(tx: Transaction, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  const { count } = await tx.preset.deleteMany({ where: { id, userId } });
  return count === 1;
}

// Only createPreset and updatePreset write this column, with this type.
function typed<Row extends { settings: string }>(
  row: Row,
): Omit<Row, "settings"> & { settings: GeneratePasswordInput } {
  return { ...row, settings: JSON.parse(row.settings) as GeneratePasswordInput };
}
