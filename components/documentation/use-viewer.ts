import { type RefObject, useEffect, useRef, useState } from "react";

type Viewer = {
  state: "loading" | "shown" | "failed";
  /** The element that the viewer fills. React renders nothing into it. */
  container: RefObject<HTMLDivElement | null>;
  retry: () => void;
};

/** Loads what a documentation viewer needs, then lets `show` fill the container. `show` returns the clean-up. */
export function useViewer<Loaded>(
  load: () => Promise<Loaded>,
  show: (container: HTMLElement, shown: () => void, loaded: Loaded) => () => void,
): Viewer {
  const container = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<Viewer["state"]>("loading");
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let cleanUp: (() => void) | undefined;
    let left = false;
    load().then(
      (loaded) => {
        if (left || container.current === null) return;
        cleanUp = show(container.current, () => setState("shown"), loaded);
      },
      () => setState("failed"),
    );
    return () => {
      left = true;
      cleanUp?.();
    };
  }, [load, show, attempt]);

  return {
    state,
    container,
    retry() {
      setState("loading");
      setAttempt((count) => count + 1);
    },
  };
}
