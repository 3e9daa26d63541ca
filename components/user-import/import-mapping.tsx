import { Disclosure } from "@/components/ui/disclosure";
import { SelectField } from "@/components/ui/select-field";
import { importFields, NO_COLUMN, type ImportField } from "@/lib/domain/user-import/import-fields";
import type { ShownReport } from "./import-state";

const fieldLabels: Record<ImportField, string> = {
  email: "Email address",
  username: "Username",
  full_name: "Full name",
  first_name: "First name",
  last_name: "Last name",
  role: "Role",
  disabled: "Disabled",
  active: "Active",
  password_hash: "Password hash",
  totp_secret: "Authenticator secret (TOTP)",
  email_verified: "Email verified",
  created_at: "Created",
};

/** Maps columns to fields; starts with the detected mapping. The fields that the file lacks are folded. */
export function ImportMapping({ report: { columns, mapping, status_columns: status } }: { report: ShownReport }) {
  const options = [
    { value: NO_COLUMN, label: "Not in the file" },
    ...columns.map((column) => ({ value: `=${column}`, label: column })),
  ];
  const isFound = (field: ImportField): boolean => mapping[field] !== undefined;
  const selects = (fields: readonly ImportField[]) => (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,14rem),1fr))] items-end gap-3 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
      {fields.map((field) => (
        <SelectField
          key={`${field} ${mapping[field]}`}
          name={`column_${field}`}
          label={fieldLabels[field]}
          options={options}
          defaultValue={mapping[field] === undefined ? NO_COLUMN : `=${mapping[field]}`}
        />
      ))}
    </div>
  );
  // The address is needed, so it is never folded.
  const shown = importFields.filter((field) => isFound(field) || field === "email");
  const folded = importFields.filter((field) => !shown.includes(field));
  const found = shown.flatMap((field) => mapping[field] ?? []);
  return (
    <div className="rounded-lg border border-border bg-panel px-4 shadow-panel sm:px-6">
      <Disclosure
        summary="Columns"
        note={<span className="wrap-anywhere">{found.length === 0 ? "None found" : found.join(", ")}</span>}
        startsOpen={!isFound("email")}
      >
        <div className="flex flex-col gap-4 pb-4">
          {selects(shown)}
          {status.length > 1 && (
            <p className="text-14 text-muted">
              A user is disabled if one of these columns says so: <span translate="no">{status.join(", ")}</span>.
            </p>
          )}
          {folded.length > 0 && (
            <Disclosure summary={`${folded.length} ${folded.length === 1 ? "field" : "fields"} not in the file`}>
              {selects(folded)}
            </Disclosure>
          )}
        </div>
      </Disclosure>
    </div>
  );
}
