import type { SkipReason } from "@/lib/domain/users/plan-bulk";
import type { LeftReason } from "@/lib/domain/users/plan-undo";
import type { Role } from "@/lib/domain/users/roles";
import type { ReadDatabase, Transaction } from "./database";
import { insertRows, type InsertedTable } from "./insert-rows";

export type BulkRunRow = {
  id: string;
  actorId: string;
  createdAt: Date;
  action: string;
  role: string | null;
  filter: string | null;
  position: string | null;
  matched: number;
  changed: number;
  skipped: number;
  finishedAt: Date | null;
  undoBegunAt: Date | null;
  undoFinishedAt: Date | null;
  undoneTo: number;
  undone: number;
  left: number;
};

export type NewBulkRun = Pick<
  BulkRunRow,
  "id" | "actorId" | "createdAt" | "action" | "filter" | "position" | "matched"
> & { role: Role | null };

export type BulkResultRow = {
  number: number;
  userId: string;
  reason: SkipReason | null;
  before: string | null;
  at: Date;
  undo: "undone" | LeftReason | null;
};

export async function createBulkRun(tx: Transaction, run: NewBulkRun): Promise<BulkRunRow> {
  return tx.bulkRun.create({ data: run });
}

export async function findBulkRun(db: ReadDatabase, id: string): Promise<BulkRunRow | null> {
  return db.bulkRun.findUnique({ where: { id } });
}

/** Records the next step of a run. False when another request advanced the run meanwhile, or started to undo it. */
export async function advanceBulkRun(
  tx: Transaction,
  run: BulkRunRow,
  step: {
    outcomes: readonly { userId: string; reason: SkipReason | null; before: string | null }[];
    position: string | null;
    finished: boolean;
    now: Date;
  },
): Promise<boolean> {
  const { id, changed, skipped } = run;
  const changedNow = step.outcomes.filter(({ reason }) => reason === null).length;
  const { count } = await tx.bulkRun.updateMany({
    where: { id, changed, skipped, finishedAt: null },
    data: {
      changed: changed + changedNow,
      skipped: skipped + step.outcomes.length - changedNow,
      position: step.position,
      finishedAt: step.finished ? step.now : null,
    },
  });
  if (count === 0) return false;
  await insertRows(
    tx,
    bulkResults,
    step.outcomes.map((outcome, index) => ({
      ...outcome,
      runId: id,
      number: changed + skipped + index + 1,
      at: step.now,
    })),
  );
  return true;
}

const bulkResults: InsertedTable<Omit<BulkResultRow, "undo"> & { runId: string }> = {
  name: "bulk_results",
  columns: { runId: "run_id", number: "number", userId: "user_id", reason: "reason", before: "before", at: "at" },
};

/** The run's next changes that the undo hasn't processed yet. */
export async function findUndoable(db: ReadDatabase, run: BulkRunRow, take: number): Promise<BulkResultRow[]> {
  const rows = await db.bulkResult.findMany({
    where: { runId: run.id, number: { gt: run.undoneTo }, reason: null },
    orderBy: { number: "asc" },
    take,
  });
  return rows.map(typed);
}

/**
 * Records the next step of an undo and finishes the run. False when another request advanced the run or its undo
 * meanwhile.
 */
export async function advanceUndo(
  tx: Transaction,
  run: BulkRunRow,
  step: { outcomes: readonly { number: number; undo: "undone" | LeftReason }[]; finished: boolean; now: Date },
): Promise<boolean> {
  const { id, undoneTo, undone, left } = run;
  const undoneNow = step.outcomes.filter(({ undo }) => undo === "undone").length;
  const { count } = await tx.bulkRun.updateMany({
    // The run's counts too, so that a concurrent step of the run itself makes this update fail.
    where: { id, undoneTo, undoFinishedAt: null, changed: run.changed, skipped: run.skipped },
    data: {
      undoneTo: step.outcomes.at(-1)?.number ?? undoneTo,
      undone: undone + undoneNow,
      left: left + step.outcomes.length - undoneNow,
      finishedAt: run.finishedAt ?? step.now,
      undoBegunAt: run.undoBegunAt ?? step.now,
      undoFinishedAt: step.finished ? step.now : null,
    },
  });
  if (count === 0) return false;
  for (const undo of new Set(step.outcomes.map((outcome) => outcome.undo))) {
    const numbers = step.outcomes.filter((outcome) => outcome.undo === undo).map(({ number }) => number);
    await tx.bulkResult.updateMany({ where: { runId: id, number: { in: numbers } }, data: { undo } });
  }
  return true;
}

/**
 * A run's results after a number, in the order in which they were recorded. `attention`: only accounts that were
 * skipped, or whose change couldn't be undone.
 */
export async function findBulkResults(
  db: ReadDatabase,
  runId: string,
  { after, take, attention = false }: { after: number; take: number; attention?: boolean },
): Promise<BulkResultRow[]> {
  const rows = await db.bulkResult.findMany({
    where: {
      runId,
      number: { gt: after },
      // A null in `undo` isn't different from "undone" in SQL, so untouched changes are left out.
      ...(attention && { OR: [{ reason: { not: null } }, { undo: { not: "undone" } }] }),
    },
    orderBy: { number: "asc" },
    take,
  });
  return rows.map(typed);
}

/** Deletes results of runs created before `before`. A run can have a million. */
export async function removeOldBulkResults(tx: Transaction, before: Date, take: number): Promise<number> {
  const { count } = await tx.bulkResult.deleteMany({ where: { run: { createdAt: { lt: before } } }, limit: take });
  return count;
}

/** Deletes runs created before `before`, with the results that they still have. */
export async function removeOldBulkRuns(tx: Transaction, before: Date, take: number): Promise<number> {
  const { count } = await tx.bulkRun.deleteMany({ where: { createdAt: { lt: before } }, limit: take });
  return count;
}

// Only this file writes these columns, and from these types.
function typed<Row extends { reason: string | null; undo: string | null }>(
  row: Row,
): Omit<Row, "reason" | "undo"> & Pick<BulkResultRow, "reason" | "undo"> {
  return { ...row, reason: row.reason as BulkResultRow["reason"], undo: row.undo as BulkResultRow["undo"] };
}
