/** The four character types with their labels in the form. */
export const characterClasses = [
  {
    useField: "use_lowercase",
    minimumField: "min_lowercase",
    label: "Lowercase",
    plural: "lowercase letters",
    sample: "a–z",
  },
  {
    useField: "use_uppercase",
    minimumField: "min_uppercase",
    label: "Uppercase",
    plural: "uppercase letters",
    sample: "A–Z",
  },
  { useField: "use_numbers", minimumField: "min_numbers", label: "Digits", plural: "digits", sample: "0–9" },
  { useField: "use_special_chars", minimumField: "min_special", label: "Symbols", plural: "symbols", sample: "!#$%" },
] as const;

export type UseField = (typeof characterClasses)[number]["useField"];
export type MinimumField = (typeof characterClasses)[number]["minimumField"];
