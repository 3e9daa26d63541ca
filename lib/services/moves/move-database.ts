import { identify, prepareTarget, requireFile, takeAlone } from "@/lib/data/exclusive-use";
import { pendingMigrations } from "@/lib/data/migrate";
import { readMigrations } from "@/lib/data/migration-files";
import { readTables, writeTables } from "@/lib/data/open-tables";
import {
  createRowDigest,
  keyFromText,
  keyToText,
  type Table,
  type TableReader,
  tablesFilledByMigrations,
  type TableTransaction,
  type TableWriter,
} from "@/lib/data/tables";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { MoveContext } from "../context";
import { type MoveMark, parseMark, refuseOtherMove } from "./shared/move-mark";

type Summary = { rows: number; sha256: string };

export type MovedTable = Summary & { name: string };

export type MoveProgress = (step: "continued" | "copied" | "compared", table: string, rows: number) => void;

/**
 * Copies all rows of the source into the empty target and compares both. A command that was killed is repeated, and goes on
 * after the last committed portion. The source isn't changed, and nothing else writes to it meanwhile.
 */
export async function moveDatabase(context: MoveContext, onProgress: MoveProgress): Promise<MovedTable[]> {
  authorize(context, "database:move");
  const { source, target } = context;
  requireFile(source);
  if ((await identify(source)) === (await identify(target)))
    throw new AppError("conflict", "The target is the database that DATABASE_URL leads to: choose another one.");
  const releases: (() => void)[] = [];
  try {
    releases.push(await takeAlone(source));
    await refuseOtherVersion(context);
    releases.push(await takeAlone(target));
    const found = await prepareTarget(target, context.migrationsDirectoryOf(target.provider));
    return await readTables(
      source,
      async (reader) => {
        const mark = await describeMove(context, reader);
        if (found === null) await refuseRows(context);
        else refuseOtherMove(parseMark(found), mark);
        return writeTables(target, (writer) => moveRows(context, { reader, writer, mark, onProgress }));
      },
      { stopsWriters: true },
    );
  } finally {
    for (const release of releases) release();
  }
}

async function refuseOtherVersion({ source, migrationsDirectoryOf }: MoveContext): Promise<void> {
  const pending = await pendingMigrations(source, migrationsDirectoryOf(source.provider));
  if (pending.length > 0)
    throw new AppError(
      "conflict",
      "The source has the tables of an older version: start the server of this version on it once, stop it, and repeat the command.",
    );
}

async function describeMove(context: MoveContext, reader: TableReader): Promise<MoveMark> {
  const { tables } = reader;
  const installations = tables.find(({ name }) => name === "installations");
  const { rows, sha256 } =
    installations === undefined ? { rows: 0, sha256: "" } : await digestOf(reader, installations);
  if (rows === 0)
    throw new AppError("conflict", "The source is empty: set DATABASE_URL of the target and start the server there.");
  const migrations = readMigrations(context.migrationsDirectoryOf(context.source.provider));
  return {
    source: sha256,
    lastMigration: migrations.at(-1)?.name ?? "",
    holder: context.newId(),
    table: null,
    after: null,
  };
}

/** A started server has left rows, so this also refuses a database that is in use elsewhere. */
async function refuseRows({ target }: MoveContext): Promise<void> {
  await readTables(target, async (reader) => {
    for (const table of reader.tables) {
      if (tablesFilledByMigrations.includes(table.name)) continue;
      for await (const rows of reader.portions(table, { size: 1 }))
        if (rows.length > 0)
          throw new AppError(
            "conflict",
            `The target has rows (in ${table.name}): choose an empty database. Nothing was changed.`,
          );
    }
  });
}

type Work = {
  reader: TableReader;
  writer: TableWriter;
  mark: MoveMark;
  onProgress: MoveProgress;
};

async function moveRows(context: MoveContext, work: Work): Promise<MovedTable[]> {
  const { reader, writer, onProgress } = work;
  if (JSON.stringify(writer.tables) !== JSON.stringify(reader.tables))
    throw new AppError("conflict", "The target has other tables than the source: choose an empty database.");
  const begun = await claim(work);
  const copied = await copyRows(context, { ...work, mark: begun });
  const moved: MovedTable[] = [];
  const differing: string[] = [];
  await readTables(context.target, async (written) => {
    for (const table of reader.tables) {
      const expected = copied.get(table.name) ?? (await digestOf(reader, table));
      const found = await digestOf(written, table);
      const hasSameCounter = (await reader.counterOf(table)) === (await written.counterOf(table));
      if (expected.sha256 !== found.sha256 || !hasSameCounter)
        differing.push(`${table.name} (${expected.rows} rows, and ${found.rows} in the target)`);
      moved.push({ name: table.name, ...found });
      onProgress("compared", table.name, found.rows);
    }
  });
  if (differing.length > 0)
    throw new AppError(
      "internal",
      `The target differs from the source: ${differing.join(", ")}. Empty the target, which no server uses yet, and repeat the command.`,
    );
  await writer.analyze();
  await writer.transaction(async (tx) => {
    await lockMark(tx, begun);
    await tx.removeMark();
  });
  return moved;
}

/** Begins the move, or takes over the one that is there. */
async function claim({ writer, mark, onProgress }: Work): Promise<MoveMark> {
  const claimed = await writer.transaction(async (tx) => {
    const text = await tx.readMark();
    const found = text === null ? mark : parseMark(text);
    refuseOtherMove(found, mark);
    const own = { ...found, holder: mark.holder };
    await tx.writeMark(JSON.stringify(own));
    return own;
  });
  if (claimed.table !== null) onProgress("continued", claimed.table, 0);
  return claimed;
}

/** Returns what was read of the tables that were copied from their first row on. */
async function copyRows(
  { portionRows: size }: MoveContext,
  { reader, writer, mark, onProgress }: Work,
): Promise<Map<string, Summary>> {
  const summaries = new Map<string, Summary>();
  const { tables } = reader;
  const place = tables.findIndex(({ name }) => name === mark.table);
  for (const table of tables.slice(Math.max(place, 0))) {
    const after = table.name === mark.table ? mark.after : null;
    const digest = createRowDigest();
    const from = after === null ? {} : { after: keyFromText(table, after) };
    for await (const rows of reader.portions(table, { ...from, size })) {
      const last = rows.at(-1);
      if (last === undefined) continue;
      digest.add(rows);
      const next: MoveMark = { ...mark, table: table.name, after: keyToText(table, last) };
      await writer.transaction(async (tx) => {
        await lockMark(tx, mark);
        await tx.insert(table, rows);
        await tx.writeMark(JSON.stringify(next));
      });
      onProgress("copied", table.name, digest.result().rows);
    }
    if (after === null) summaries.set(table.name, digest.result());
    const counter = await reader.counterOf(table);
    if (counter !== null) await writer.transaction((tx) => tx.setCounter(table, counter));
  }
  return summaries;
}

/** Two commands can work on one target where there is no lock on the whole database; then the newer one goes on. */
async function lockMark(tx: TableTransaction, { holder }: MoveMark): Promise<void> {
  const text = await tx.readMark();
  if (text === null || parseMark(text).holder !== holder)
    throw new AppError("conflict", "Another command has taken over this move: let it finish.");
}

async function digestOf(reader: TableReader, table: Table): Promise<Summary> {
  const digest = createRowDigest();
  for await (const rows of reader.portions(table)) digest.add(rows);
  return digest.result();
}
