import { TimeAgo } from "@/components/ui/time-ago";

type LinkDownloadNoteProps = { download: { by: string | null; at: string } | null; now: string };

/** So that nobody looks for links that somebody has already. */
export function LinkDownloadNote({ download, now }: LinkDownloadNoteProps) {
  if (download === null) return null;
  return (
    <p className="text-14 text-muted">
      Links downloaded by {download.by ?? "an erased account"}, <TimeAgo at={download.at} now={now} withMoment />.
    </p>
  );
}
