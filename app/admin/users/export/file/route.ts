import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { usersExportPageSchema } from "@/lib/schemas/administration";
import { exportUsers } from "@/lib/services/users/export-users";
import { toUserListInput } from "@/lib/web/pages/administration-queries";
import { download, refuseCrossSite } from "@/lib/web/pages/download";
import { requirePermission } from "@/lib/web/pages/page";
import { pageQuery } from "@/lib/web/pages/page-query";

const readQuery = pageQuery(usersExportPageSchema);

export async function GET(request: Request): Promise<Response> {
  const refusal = refuseCrossSite(request);
  if (refusal !== null) return refusal;

  const { searchParams } = new URL(request.url);
  // A form repeats the parameter for each checked column.
  const query = { ...Object.fromEntries(searchParams), columns: searchParams.getAll("columns").join(",") || undefined };
  const page = routes.exportUsers(query);
  const context = await requirePermission(page, "users:export");
  const { input, error } = readQuery(query);
  if (error !== null) redirect(page);
  const { file, ...filtered } = input;
  // The byte order mark makes Excel read UTF-8.
  const format = {
    format: file === "excel" ? "csv" : file,
    bom: file === "excel",
    delimiter: "comma",
  } as const;
  return download(context, page, exportUsers(context, { ...toUserListInput(filtered, context.now()), ...format }));
}
