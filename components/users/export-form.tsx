import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { UsersExportPageQuery } from "@/lib/schemas/administration";
import { userColumns, type UserColumn } from "@/lib/schemas/exports";
import { roleLabels, lastLogInLabels, statusLabels } from "./user-labels";

type OfferedColumn = Exclude<UserColumn, "disabled">;

// Without `disabled`, which is the opposite of `is_active`.
const columnLabels: Record<OfferedColumn, string> = {
  id: "ID",
  email: "Email address",
  username: "Username",
  full_name: "Full name",
  role: "Role",
  status: "Status",
  is_active: "Active",
  two_factor_enabled: "Two-factor",
  email_verified: "Email verified",
  must_change_password: "New password required",
  created_at: "Created",
  last_sign_in_at: "Last log-in",
  deleted_at: "Deleted",
};

const offeredColumns = userColumns.filter((column): column is OfferedColumn => column !== "disabled");

const formatOptions = [
  { value: "csv", label: "CSV (spreadsheets)" },
  { value: "json", label: "JSON (one array)" },
  { value: "ndjson", label: "NDJSON (one object per line)" },
];

const delimiterOptions = [
  { value: "comma", label: "Comma" },
  { value: "semicolon", label: "Semicolon" },
  { value: "tab", label: "Tab" },
];

/** A plain GET form: the browser downloads the response. */
export function ExportForm({ query }: { query: UsersExportPageQuery }) {
  const {
    format,
    columns = offeredColumns,
    delimiter,
    q,
    role,
    status,
    two_factor,
    verified,
    has_password,
    seen,
    sort,
    direction,
  } = query;
  const filter = {
    q,
    role,
    status,
    two_factor: two_factor === undefined ? undefined : String(two_factor),
    verified: verified === undefined ? undefined : String(verified),
    has_password: has_password === undefined ? undefined : String(has_password),
    seen,
    sort,
    direction,
  };
  return (
    <form action={routes.exportUsersFile()} className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[2fr_1fr]">
      {Object.entries(filter).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Panel id="columns" title="Columns">
        <fieldset aria-labelledby="columns" className="grid gap-x-6 sm:grid-cols-2">
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
      </Panel>
      <Panel id="file" title="File">
        <ExportScope query={query} />
        <SelectField name="format" label="Format" options={formatOptions} defaultValue={format} />
        <SelectField name="delimiter" label="Column delimiter" options={delimiterOptions} defaultValue={delimiter} />
        <Checkbox
          name="bom"
          value="true"
          label="Optimise CSV for Excel"
          hint="Adds a byte order mark so that Excel shows accented characters correctly."
          defaultChecked
        />
        <div>
          <Button type="submit" appearance="primary">
            Download
          </Button>
        </div>
        <p className="text-14 text-muted">You may need to enter your password first.</p>
      </Panel>
    </form>
  );
}

function ExportScope({
  query: { q, role, status, two_factor, verified, has_password, seen },
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
