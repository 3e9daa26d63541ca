import { groupInFours, readOut, readOutPassphrase } from "@/lib/domain/spoken/read-out";

type ReadAloudProps = { text: string; inWords: boolean };

/** The text for reading aloud: words unchanged, anything else in the spelling alphabet in groups of four. */
export function ReadAloud({ text, inWords }: ReadAloudProps) {
  if (inWords)
    return (
      <p translate="no" className="max-h-[60dvh] overflow-auto text-20">
        {readOutPassphrase(text)}
      </p>
    );
  return (
    <>
      <ol
        translate="no"
        className="flex max-h-[60dvh] flex-col gap-3 overflow-auto"
        tabIndex={0}
        aria-label="In groups of four"
      >
        {groupInFours(text).map((group, index) => (
          <li key={index} className="grid grid-cols-[5rem_1fr] items-baseline gap-4">
            <span className="font-mono text-20 whitespace-pre">{group}</span>
            <span>{readOut(group)}</span>
          </li>
        ))}
      </ol>
      <p className="text-14 text-muted">NATO spelling alphabet. Capital letters are announced.</p>
    </>
  );
}
