/**
 * Tells password managers which account the password is for. They ignore `type="hidden"`, so it is a text field that is
 * hidden from sight and from the tab order.
 */
export function HiddenUsername({ value }: { value: string }) {
  return (
    <input type="text" autoComplete="username" value={value} readOnly tabIndex={-1} aria-hidden className="sr-only" />
  );
}
