import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Panel } from "@/components/ui/panel";
import { SelectAll } from "@/components/ui/select-all";
import { SelectField } from "@/components/ui/select-field";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import { exportFiles, type UsersExportPageQuery } from "@/lib/schemas/administration";
import { userColumns, type UserColumn } from "@/lib/schemas/exports";
import { roleLabels, lastLogInLabels, statusLabels } from "./user-labels";

// The status says the others, too.
type OfferedColumn = Exclude<UserColumn, "disabled" | "is_active">;

const columnLabels: Record<OfferedColumn, string> = {
  id: "ID",
  email: "Email address",
  username: "Username",
  full_name: "Full name",
  role: "Role",
  status: "Status",
  two_factor_enabled: "Two-factor",
  email_verified: "Email verified",
  must_change_password: "New password required",
  created_at: "Created",
  last_sign_in_at: "Last log-in",
  deleted_at: "Deleted",
};

const offeredColumns = userColumns.filter(
  (column): column is OfferedColumn => column !== "disabled" && column !== "is_active",
);

export const exportFileLabels: Record<(typeof exportFiles)[number], string> = {
  excel: "CSV for Excel",
  csv: "CSV",
  json: "JSON",
  ndjson: "NDJSON (one object per line)",
};
const fileOptions = exportFiles.map((file) => ({ value: file, label: exportFileLabels[file] }));

/** The filter and order of the list, as query parameters. */
function listQuery(query: UsersExportPageQuery): Record<string, string | undefined> {
  const { q, role, status, two_factor, verified, has_password, invited, seen, sort, direction } = query;
  return {
    q,
    role,
    status,
    two_factor: two_factor === undefined ? undefined : String(two_factor),
    verified: verified === undefined ? undefined : String(verified),
    has_password: has_password === undefined ? undefined : String(has_password),
    invited: invited === undefined ? undefined : String(invited),
    seen,
    sort,
    direction,
  };
}

/** The query parameters of the page and of its file. */
export function exportQuery(query: UsersExportPageQuery): Record<string, string | undefined> {
  return { ...listQuery(query), file: query.file, columns: query.columns?.join(",") };
}

/** A plain GET form: the browser downloads the response. */
export function ExportForm({ query, total }: { query: UsersExportPageQuery; total: string }) {
  const { file, columns = offeredColumns } = query;
  return (
    <form action={routes.exportUsersFile()}>
      <Panel id="file" title="File" className="max-w-[40rem]">
        {Object.entries(listQuery(query)).map(
          ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <ExportScope query={query} />
        <SelectField name="file" label="Format" options={fileOptions} defaultValue={file} />
        <Disclosure
          summary="Columns"
          note={columns.length >= offeredColumns.length ? "All" : undefined}
          shownWithoutScript
        >
          <SelectAll name="columns" />
          <fieldset aria-label="Columns" className="grid grid-cols-2 gap-x-6">
            {offeredColumns.map((column) => (
              <Checkbox
                key={column}
                id={`columns-${column}`}
                name="columns"
                value={column}
                label={columnLabels[column]}
                defaultChecked={columns.includes(column)}
              />
            ))}
          </fieldset>
        </Disclosure>
        <div>
          <Button type="submit" appearance="primary">
            Download {total}
          </Button>
        </div>
      </Panel>
    </form>
  );
}

function ExportScope({
  query: { q, role, status, two_factor, verified, has_password, invited, seen },
}: {
  query: UsersExportPageQuery;
}) {
  const filters = [
    q !== undefined && `search “${q}”`,
    role !== undefined && `role ${roleLabels[role].toLowerCase()}`,
    status !== undefined && `status ${statusLabels[status].label.toLowerCase()}`,
    two_factor !== undefined && `two-factor ${two_factor ? "on" : "off"}`,
    verified !== undefined && `email ${verified ? "verified" : "not verified"}`,
    has_password !== undefined && `${has_password ? "with" : "without"} a password`,
    invited !== undefined && (invited ? "invited" : "not invited"),
    seen !== undefined && `last log-in ${lastLogInLabels[seen].toLowerCase()}`,
  ].filter((filter) => filter !== false);
  if (filters.length === 0)
    return (
      <p className="text-14 text-muted">All users except deleted ones. To export fewer, filter the user list first.</p>
    );
  return (
    <p className="text-14 wrap-anywhere text-muted">
      Filtered by: {filters.join(", ")}. <TextLink href={routes.exportUsers()}>Export all users</TextLink>
    </p>
  );
}
