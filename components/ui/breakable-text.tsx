import { Fragment } from "react";

/** An email address that is too long for its line breaks after the @, not in the middle of a word. */
export function BreakableText({ text }: { text: string }) {
  return text.split(/(?<=@)/).map((part, place) => (
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
