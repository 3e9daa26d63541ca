import { useEffect, useState } from "react";
import { routes } from "@/lib/routes";
import type { FoundUsers } from "@/lib/schemas/users";

// Debounce: a typed word sends one request.
const PAUSE_MS = 150;

type Found = { users: FoundUsers["items"] | null; failed: boolean };

/** The users that match what is typed, by name, username, address or id; null before the first reply. */
export function useFoundUsers(typed: string): Found {
  const [found, setFound] = useState<Found>({ users: null, failed: false });
  useEffect(() => {
    const q = typed.trim();
    // Only the last request counts, in whatever order the replies arrive.
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      if (q === "") setFound({ users: null, failed: false });
      else
        void fetchUsers(q, aborter.signal).then((users) => {
          if (!aborter.signal.aborted) setFound({ users: users ?? [], failed: users === null });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [typed]);
  return found;
}

async function fetchUsers(q: string, signal: AbortSignal): Promise<FoundUsers["items"] | null> {
  try {
    const reply = await fetch(routes.findUsers({ q }), { signal });
    return reply.ok ? ((await reply.json()) as FoundUsers).items : null;
  } catch {
    return null;
  }
}
