import { walkUsers } from "@/lib/data/user-list";
import { tableWriter } from "@/lib/domain/table-text";
import { userColumns, type ExportUsersInput } from "@/lib/schemas/exports";
import type { UserView } from "@/lib/schemas/users";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { EXPORT_BATCH, exportTable } from "../export-table";
import type { TextStream } from "../text-stream";
import { toUserFilter, toUserOrder } from "./shared/user-filter";
import { toUserView } from "../accounts/shared/user-view";

/** All users of a filter as a file, without hashes and secrets. */
export async function exportUsers(
  context: Context<"writing">,
  { format, columns = userColumns, delimiter, bom, sort, direction, ...filter }: ExportUsersInput,
): Promise<TextStream> {
  const actor = authorizeUser(context, "users:export");
  requireRecentAuthentication(context, actor);
  return exportTable(context, {
    fileName: ["latchkey-users", format],
    writer: tableWriter(format, columns, { delimiter, bom }),
    batches: readBatches(context, { sort, direction }, filter),
    audited: { action: "user.export", filter },
  });
}

type Order = Pick<ExportUsersInput, "sort" | "direction">;

async function* readBatches(
  context: Context<"reading">,
  order: Order,
  filter: Parameters<typeof toUserFilter>[0],
): AsyncGenerator<UserView[]> {
  for await (const users of walkUsers(context.longReads, {
    filter: toUserFilter(filter, context.now()),
    order: toUserOrder(order),
    size: EXPORT_BATCH,
  })) {
    yield users.map(toUserView);
  }
}
