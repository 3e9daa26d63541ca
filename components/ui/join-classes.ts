/** Joins class names and skips false and undefined. */
export function joinClasses(...classes: (string | false | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}
