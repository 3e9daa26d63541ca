/** Puts class names together, leaving out those whose condition does not hold. */
export function joinClasses(...classes: (string | false | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}
