import { CopyButton } from "./copy-button";

/** A new secret, shown once, with a copy button. */
export function SecretText({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md bg-sunken p-3">
      <code translate="no" className="min-w-0 grow font-mono text-14 wrap-anywhere select-all">
        {text}
      </code>
      <CopyButton text={text} what={what} appearance="secondary" />
    </div>
  );
}
