import { Globe, SquareTerminal } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { TimeAgo } from "@/components/ui/time-ago";
import type { SessionView } from "@/lib/schemas/sessions";

const kinds = {
  browser: { label: "Browser", Icon: Globe },
  api: { label: "API client", Icon: SquareTerminal },
} as const satisfies Record<SessionView["kind"], unknown>;

export function SessionDetails({ session, now }: { session: SessionView; now: string }) {
  const { label, Icon } = kinds[session.kind];
  return (
    <div className="flex min-w-0 gap-3">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
      <div className="flex min-w-0 flex-col gap-1">
        <h3 className="flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
          {session.device}
          {session.current && <Badge>This session</Badge>}
        </h3>
        <dl className="flex flex-col text-14 text-muted">
          <Fact term="Type">{label}</Fact>
          <Fact term="Last seen">
            <TimeAgo at={session.last_seen_at} now={now} withMoment />
          </Fact>
          <Fact term="First seen">
            <TimeAgo at={session.created_at} now={now} withMoment />
          </Fact>
          <Fact term="IP address">
            {session.address === null ? "Unknown" : <span className="font-mono break-all">{session.address}</span>}
          </Fact>
        </dl>
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="w-24 shrink-0">{term}</dt>
      <dd className="min-w-0 text-text">{children}</dd>
    </div>
  );
}
