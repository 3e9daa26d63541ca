import { SelectField } from "@/components/ui/select-field";
import { INVITATION_HOURS_DEFAULT } from "@/lib/domain/users/invitation";

const DEFAULT = String(INVITATION_HOURS_DEFAULT);

const options = [
  { value: "1", label: "1 hour" },
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
  { value: "336", label: "14 days" },
  { value: "720", label: "30 days" },
];

/** Such as "7 days". */
export function validityLabel(hours = DEFAULT): string {
  return options.find(({ value }) => value === hours)?.label ?? `${hours} hours`;
}

/** How long the links of invitations work. */
export function ValidForField({ hours = DEFAULT }: { hours?: string | undefined }) {
  return <SelectField name="hours" label="Valid for" options={options} defaultValue={hours} />;
}
