import { type RefObject, useEffect, useRef, useState } from "react";
import { loadScript } from "./load-script";

type Viewer = {
  state: "loading" | "shown" | "failed";
  /** The element that the viewer fills. React renders nothing into it. */
  container: RefObject<HTMLDivElement | null>;
  retry: () => void;
};

/** Loads a documentation viewer's script, then lets `show` fill the container. `show` returns the clean-up. */
export function useViewer(script: string, show: (container: HTMLElement, shown: () => void) => () => void): Viewer {
  const container = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<Viewer["state"]>("loading");
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let cleanUp: (() => void) | undefined;
    let left = false;
    loadScript(script).then(
      () => {
        if (left || container.current === null) return;
        cleanUp = show(container.current, () => setState("shown"));
      },
      () => setState("failed"),
    );
    return () => {
      left = true;
      cleanUp?.();
    };
  }, [script, show, attempt]);

  return {
    state,
    container,
    retry() {
      setState("loading");
      setAttempt((count) => count + 1);
    },
  };
}
