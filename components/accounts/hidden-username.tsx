/**
 * Whose password is meant, for password managers. Not of type hidden, which they leave out of account; out of sight and
 * out of the tab order instead.
 */
export function HiddenUsername({ value }: { value: string }) {
  return (
    <input type="text" autoComplete="username" value={value} readOnly tabIndex={-1} aria-hidden className="sr-only" />
  );
}
