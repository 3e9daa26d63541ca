import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { importFields, NO_COLUMN, type ImportField } from "@/lib/domain/user-import/import-fields";
import type { ImportState } from "./import-state";

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

/** Maps columns to fields; starts with the detected mapping. */
export function ImportMapping({
  report: { columns, mapping, status_columns: status },
}: {
  report: NonNullable<ImportState["report"]>;
}) {
  const options = [
    { value: NO_COLUMN, label: "Not in the file" },
    ...columns.map((column) => ({ value: `=${column}`, label: column })),
  ];
  return (
    <Panel id="mapping" title="Columns">
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,11rem),1fr))] gap-3">
        {importFields.map((field) => (
          <SelectField
            key={`${field} ${mapping[field]}`}
            name={`column_${field}`}
            label={fieldLabels[field]}
            options={options}
            defaultValue={mapping[field] === undefined ? NO_COLUMN : `=${mapping[field]}`}
          />
        ))}
      </div>
      {status.length > 1 && (
        <p className="text-14 text-muted">
          A user is disabled if one of these columns says so: <span translate="no">{status.join(", ")}</span>.
        </p>
      )}
    </Panel>
  );
}
