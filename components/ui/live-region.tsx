/** What just happened, in words for a screen reader: a new `occasion` makes the same words be read again. */
export type Announcement = { words: string; occasion: number };

export function LiveRegion({ announcement }: { announcement: Announcement | null }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {announcement !== null && <span key={announcement.occasion}>{announcement.words}</span>}
    </div>
  );
}
