import { Globe, SquareTerminal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { TimeAgo } from "@/components/ui/time-ago";
import type { SessionView } from "@/lib/schemas/sessions";

const icons = { browser: Globe, api: SquareTerminal } as const satisfies Record<SessionView["kind"], unknown>;

/** What and where a session is, in two lines. */
export function SessionDetails({ session, now }: { session: SessionView; now: string }) {
  const Icon = icons[session.kind];
  return (
    <div className="flex min-w-0 gap-3">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
      <div className="flex min-w-0 flex-col">
        <h2 className="flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
          {session.device}
          {session.current && <Badge tone="ok">This session</Badge>}
          {session.kind === "api" && <Badge tone="neutral">API client</Badge>}
        </h2>
        <p className="text-14 text-muted">
          Started <TimeAgo at={session.created_at} now={now} only="moment" />
          {" · "}
          {session.current ? (
            "active now"
          ) : (
            <>
              last seen <TimeAgo at={session.last_seen_at} now={now} />
            </>
          )}
          {session.address !== null && (
            <>
              {" · "}
              <span className="font-mono whitespace-nowrap">{session.address}</span>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
