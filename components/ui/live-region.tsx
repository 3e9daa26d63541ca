/** Text for screen readers. A new `occasion` announces the same words again. */
export type Announcement = { words: string; occasion: number };

export function LiveRegion({ announcement }: { announcement: Announcement | null }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {announcement !== null && <span key={announcement.occasion}>{announcement.words}</span>}
    </div>
  );
}
