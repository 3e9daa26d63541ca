import { TimeAgo } from "@/components/ui/time-ago";

type LinkDownloadNoteProps = {
  download: { by: string | null; at: string } | null;
  /** How many links can be downloaded, and how many invitations are open. */
  waiting: number;
  open: number;
  now: string;
};

/** Who downloaded the links, and when: they can't be downloaded again. */
export function LinkDownloadNote({ download, waiting, open, now }: LinkDownloadNoteProps) {
  // New links for all of them have replaced those that were downloaded.
  if (download === null || (waiting > 0 && waiting >= open)) return null;
  return (
    <p className="text-14 text-muted">
      Links downloaded by {download.by ?? "an erased account"}, <TimeAgo at={download.at} now={now} />.
    </p>
  );
}
