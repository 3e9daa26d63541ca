/** The id of the form that the row checkboxes belong to through their `form` attribute. */
export const BULK_FORM = "bulk";
