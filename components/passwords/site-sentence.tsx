"use client";

import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { joinClasses } from "@/components/ui/join-classes";
import { TextArea } from "@/components/ui/text-area";
import { looksLikeSite } from "@/lib/domain/rules/site-domains";
import { SENTENCE_LENGTH_MAX, type SentenceReading } from "@/lib/domain/rules/site-sentence";

type SiteSentenceProps = {
  sentence: string;
  reading: SentenceReading;
  /** Whether the rules are those of the sentence. */
  inUse: boolean;
  /** Whether there is a field for the site's name too. */
  besideSite: boolean;
  onChange: (sentence: string) => void;
};

/** What the site says about its rules, and which parts of it weren't understood. Beside the site's name on a narrow page it opens by a button. */
export function SiteSentence({ sentence, reading, inUse, besideSite, onChange }: SiteSentenceProps) {
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const shown = open || sentence !== "" || !besideSite;
  useEffect(() => {
    if (open) place.current?.querySelector("textarea")?.focus();
  }, [open]);
  return (
    <div className="group/sentence flex flex-col items-start gap-2">
      {!shown && (
        <Button appearance="quiet" className="-mx-4 lg:hidden" onClick={() => setOpen(true)}>
          Or paste what the site says
        </Button>
      )}
      {/* By the button's focus it opens even before the page's script runs. */}
      <div
        ref={place}
        className={joinClasses(
          "flex flex-col gap-2 self-stretch",
          !shown && "max-lg:hidden max-lg:group-focus-within/sentence:flex!",
        )}
      >
        <TextArea
          name="sentence"
          label="What the site says about passwords"
          rows={2}
          grows
          maxLength={SENTENCE_LENGTH_MAX}
          autoComplete="off"
          hint="Paste it here, such as “8–20 characters, at least one number, no spaces”."
          value={sentence}
          onChange={(event) => onChange(event.target.value)}
        />
        <div role="status" className="flex flex-col gap-2 text-14">
          <ReadingInWords sentence={sentence} reading={reading} inUse={inUse} besideSite={besideSite} />
        </div>
      </div>
    </div>
  );
}

function ReadingInWords({ sentence, reading, inUse, besideSite }: Omit<SiteSentenceProps, "onChange">) {
  const { rules, satisfied, notUnderstood } = reading;
  if (sentence.trim() === "") return null;
  if (besideSite && rules === "" && looksLikeSite(sentence))
    return <Alert tone="warn">This looks like a site. Type it under Site.</Alert>;
  if (rules !== "" && !inUse)
    return <p className="text-muted">You changed the rules, so the password may break this text.</p>;
  return (
    <>
      {notUnderstood.length === 0 && satisfied.length === 0 && (
        <p className="flex items-center gap-2 text-ok">
          <Check aria-hidden className="size-4 shrink-0" />
          Understood. The password follows these rules.
        </p>
      )}
      {notUnderstood.length > 0 && (
        <Alert tone="warn">
          <p>Not understood, so the password may break it:</p>
          <Parts parts={notUnderstood} />
        </Alert>
      )}
      {satisfied.length > 0 && (
        <p className="text-muted wrap-anywhere">
          A random password satisfies {satisfied.map((part) => `“${part}”`).join(", ")} anyway.
        </p>
      )}
    </>
  );
}

function Parts({ parts }: { parts: readonly string[] }) {
  return (
    <ul aria-label="Not understood" className="list-disc pl-5 wrap-anywhere">
      {parts.map((part) => (
        <li key={part}>“{part}”</li>
      ))}
    </ul>
  );
}
