import { Cell, ColumnHead, DataTable, wideOnly } from "@/components/ui/data-table";
import { joinClasses } from "@/components/ui/join-classes";
import type { System } from "@/lib/schemas/system";

type Setting = System["settings"][number];

export function SettingTable({ settings }: { settings: System["settings"] }) {
  return (
    <DataTable
      label="Settings"
      head={
        <>
          <ColumnHead>Setting</ColumnHead>
          <ColumnHead>Value</ColumnHead>
          <ColumnHead>Source</ColumnHead>
        </>
      }
    >
      {settings.map((setting) => (
        <tr key={setting.name}>
          <Cell>
            <span
              className={joinClasses(
                "font-mono text-12 wrap-anywhere",
                setting.source !== "default" && "font-semibold",
              )}
            >
              {setting.name}
            </span>
            <span className="mt-1 flex flex-wrap justify-between gap-x-3 sm:hidden">
              <Value setting={setting} />
              <span className="text-muted">{setting.source}</span>
            </span>
          </Cell>
          <Cell className={wideOnly}>
            <Value setting={setting} />
          </Cell>
          <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>{setting.source}</Cell>
        </tr>
      ))}
    </DataTable>
  );
}

function Value({ setting: { value, secret, source } }: { setting: Setting }) {
  if (value === null) return <span className="text-muted">{source === "default" ? "not set" : "not used"}</span>;
  if (secret) return <span className="text-muted">set (hidden)</span>;
  return <span className="min-w-0 wrap-anywhere">{value}</span>;
}
