import type { Transaction } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { inBackground } from "@/lib/data/time-limits";
import { sampleHash } from "@/lib/domain/accounts/stored-hash";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { AppError, isAppError } from "@/lib/errors";
import {
  IMPORT_ROWS_MAX,
  type ImportReport,
  type ImportResult,
  type ImportUsersInput,
} from "@/lib/schemas/user-import";
import { writeAccountState } from "../account-state/write-account-state";
import { audit } from "../audit";
import { authorize, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";
import { requireActiveActor } from "./shared/manage-user";
import { decideRows, type Decision } from "./shared/plan-import";
import { readImport, refuseImport, type ImportRow } from "./shared/read-import";
import { saveNewRows, updateExisting } from "./shared/save-import";

// Rows per transaction: other writes run in between, and a crash or conflict costs little.
const CHUNK = 50;

/**
 * Imports users of another system with their password hashes and authenticator secrets, so that their log-ins still
 * work. Rows are independent: an invalid row is reported and doesn't stop the others. Importing the same file again
 * creates no duplicates.
 */
export async function importUsers(
  context: Context<"writing" | "secrets" | "passwords" | "mail">,
  input: ImportUsersInput,
): Promise<ImportReport> {
  authorize(context, "users:import");
  const { actor } = context;
  if (actor.kind === "user" && !input.dry_run) requireRecentAuthentication(context, actor);
  const { rows, chosen } = await readImport(input, {
    rowsMax: actor.kind === "operator" ? Infinity : IMPORT_ROWS_MAX,
    now: context.now(),
  });
  // A dry run may lack the column: its report lists the columns to choose from.
  if (!input.dry_run && rows.length > 0 && chosen.mapping.email === undefined)
    throw refuseImport("mapping", "No column contains email addresses. Name the column as email");

  if (!input.dry_run) await learnHashCosts(context, rows);
  const results: ImportResult[] = [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    results.push(
      ...(await inBackground(async () =>
        input.dry_run
          ? toResults(chunk, await decideRows(context, context.db, chunk, input))
          : importChunk(context, chunk, input),
      )),
    );
    // On SQLite a transaction runs without a pause.
    await yieldToEventLoop();
  }
  const count = (outcome: ImportResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  const counts = {
    rows: rows.length,
    created: count("created"),
    updated: count("updated"),
    skipped: count("skipped"),
    refused: count("refused"),
  };
  const withoutPassword = results.filter(({ needs_password: needsPassword }) => needsPassword).length;
  if (!input.dry_run) {
    const details = { ...counts, on_existing: input.on_existing, allow_roles: input.allow_roles };
    await context.write((tx) => audit(context, tx, "user.import", { targetId: null, details }));
  }
  const { source, columns, mapping, status, notUnderstood } = chosen;
  return {
    dry_run: input.dry_run,
    ...counts,
    without_password: withoutPassword,
    source,
    columns,
    mapping,
    status_columns: status.map(({ column }) => column),
    not_understood: notUnderstood,
    results,
  };
}

/** Before the first account exists, so that no refusal reveals it by the cost of its hash. */
async function learnHashCosts(
  { hasher, log, request }: Context<"passwords">,
  rows: readonly ImportRow[],
): Promise<void> {
  const hashes = rows.flatMap(({ person }) => person?.password_hash ?? []);
  const samples = new Set(hashes.flatMap((hash) => sampleHash(hash) ?? []));
  await hasher.learnCosts(samples).catch((cause: unknown) => {
    // The pool is full; the next refusal measures what is missing.
    log.warn({ request_id: request.id, cause }, "The cost of imported password hashes isn't measured yet.");
  });
}

async function importChunk(
  context: Context<"writing" | "secrets" | "mail">,
  chunk: readonly ImportRow[],
  input: ImportUsersInput,
): Promise<ImportResult[]> {
  const { decisions, ids } = await createNew(context, chunk, input);
  const results = toResults(chunk, decisions, ids);
  for (const [index, decision] of decisions.entries()) {
    const row = chunk[index];
    if (decision.outcome === "updated" && row !== undefined) results[index] = await updateOne(context, row, input);
  }
  return results;
}

type Created = { decisions: Decision[]; ids: (string | null)[] };

/** Decides the rows and creates the new accounts in one transaction. */
async function createNew(
  context: Context<"writing" | "secrets">,
  rows: readonly ImportRow[],
  input: ImportUsersInput,
): Promise<Created> {
  try {
    return await context.write(
      async (tx) => {
        await requireStillAllowed(context, tx);
        const decisions = await decideRows(context, tx, rows, input);
        const made = await saveNewRows(
          context,
          tx,
          decisions.flatMap((decision) => (decision.outcome === "created" ? [decision.person] : [])),
          input,
        );
        return {
          decisions,
          ids: decisions.map(({ outcome }) => (outcome === "created" ? (made.shift() ?? null) : null)),
        };
      },
      { serializable: true },
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // An address or username was taken meanwhile: the rows are tried again one by one, so that only the taken one is
    // refused.
    if (rows.length === 1)
      return {
        decisions: [{ outcome: "refused", reason: "Another account now has this address or username." }],
        ids: [null],
      };
    const parts: Created[] = [];
    for (const row of rows) parts.push(await createNew(context, [row], input));
    return { decisions: parts.flatMap(({ decisions }) => decisions), ids: parts.flatMap(({ ids }) => ids) };
  }
}

async function updateOne(
  context: Context<"writing" | "secrets" | "mail">,
  row: ImportRow,
  input: ImportUsersInput,
): Promise<ImportResult> {
  try {
    const decision = await writeAccountState(context, async (tx): Promise<Decision> => {
      await requireStillAllowed(context, tx);
      const [now] = await decideRows(context, tx, [row], input);
      if (now === undefined) throw new Error("A row was not decided.");
      if (now.outcome === "created") return { outcome: "refused", reason: "The account was deleted at the same time." };
      if (now.outcome !== "updated" || (await updateExisting(context, tx, now, input))) return now;
      return { outcome: "skipped", reason: "The account already has these values.", target: now.target };
    });
    return toResult(row, decision, null);
  } catch (error) {
    if (isUniqueViolation(error))
      return toResult(row, { outcome: "refused", reason: "Another account now has this username." }, null);
    if (isAppError(error) && error.code === "conflict")
      return toResult(row, { outcome: "refused", reason: error.message }, null);
    throw error;
  }
}

/** Refuses the rest of a file when the administrator was demoted or disabled meanwhile. */
async function requireStillAllowed({ actor }: Context, tx: Transaction): Promise<void> {
  if (actor.kind !== "user") return;
  const { role } = await requireActiveActor(tx, actor);
  if (!permissionsByRole[role].has("users:import")) throw new AppError("forbidden", "You are not allowed to do this.");
}

function toResults(
  rows: readonly ImportRow[],
  decisions: readonly Decision[],
  ids: readonly (string | null)[] = [],
): ImportResult[] {
  return rows.flatMap((row, index) => {
    const decision = decisions[index];
    return decision === undefined ? [] : [toResult(row, decision, ids[index] ?? null)];
  });
}

function toResult({ row, email }: ImportRow, decision: Decision, madeId: string | null): ImportResult {
  const targetId = "target" in decision ? decision.target?.id : undefined;
  return {
    row,
    email,
    outcome: decision.outcome,
    reason: decision.reason,
    user_id: madeId ?? targetId ?? null,
    needs_password:
      decision.outcome === "created" &&
      decision.person.password_hash === undefined &&
      decision.person.disabled !== true,
  };
}
