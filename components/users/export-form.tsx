import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { UsersExportPageQuery } from "@/lib/schemas/administration";
import { userColumns, type UserColumn } from "@/lib/schemas/exports";
import { roleWords, seenWords, statusWords } from "./user-labels";

const columnWords: Record<UserColumn, string> = {
  id: "Id",
  email: "E-mail address",
  username: "Username",
  full_name: "Full name",
  role: "Role",
  status: "Status",
  is_active: "Active",
  disabled: "Disabled",
  two_factor_enabled: "Two-factor",
  email_verified: "Address confirmed",
  must_change_password: "New password due",
  created_at: "Created",
  last_sign_in_at: "Last log-in",
  deleted_at: "Deleted",
};

const formatOptions = [
  { value: "csv", label: "CSV, for spreadsheets" },
  { value: "json", label: "JSON, one array" },
  { value: "ndjson", label: "NDJSON, an object a line" },
];

const delimiterOptions = [
  { value: "comma", label: "Comma" },
  { value: "semicolon", label: "Semicolon" },
  { value: "tab", label: "Tab" },
];

/** Sent as a plain form: the browser saves what comes back. */
export function ExportForm({ query }: { query: UsersExportPageQuery }) {
  const { format, columns = userColumns, delimiter, q, role, status, two_factor, seen, sort, direction } = query;
  const filter = {
    q,
    role,
    status,
    two_factor: two_factor === undefined ? undefined : String(two_factor),
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
          {userColumns.map((column) => (
            <Checkbox
              key={column}
              id={`columns-${column}`}
              name="columns"
              value={column}
              label={columnWords[column]}
              defaultChecked={columns.includes(column)}
            />
          ))}
        </fieldset>
      </Panel>
      <Panel id="file" title="File">
        <Who query={query} />
        <SelectField name="format" label="Format" options={formatOptions} defaultValue={format} />
        <SelectField
          name="delimiter"
          label="Between columns of a CSV"
          options={delimiterOptions}
          defaultValue={delimiter}
        />
        <Checkbox
          name="bom"
          value="true"
          label="Mark a CSV for Excel"
          hint="Begins it with a byte order mark, so that accents come out right."
          defaultChecked
        />
        <div>
          <Button type="submit" appearance="primary">
            Download
          </Button>
        </div>
        <p className="text-14 text-muted">You may be asked for your password first.</p>
      </Panel>
    </form>
  );
}

function Who({ query: { q, role, status, two_factor, seen } }: { query: UsersExportPageQuery }) {
  const words = [
    q !== undefined && `found by “${q}”`,
    role !== undefined && roleWords[role].toLowerCase(),
    status !== undefined && statusWords[status].word.toLowerCase(),
    two_factor !== undefined && `two-factor ${two_factor ? "on" : "off"}`,
    seen !== undefined && `last log-in ${seenWords[seen].toLowerCase()}`,
  ].filter((word) => word !== false);
  if (words.length === 0)
    return <p className="text-14 text-muted">Everybody but deleted accounts. Filter the list first to export fewer.</p>;
  return (
    <p className="text-14 wrap-anywhere text-muted">
      Only: {words.join(", ")}. <TextLink href={routes.exportUsers()}>Export everybody</TextLink>
    </p>
  );
}
