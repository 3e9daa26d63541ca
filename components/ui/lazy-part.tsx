"use client";

import {
  Component,
  type ComponentType,
  createElement,
  lazy,
  type LazyExoticComponent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { Alert } from "./alert";
import { Button } from "./button";

/**
 * `lazy` for a part of a page: when it can't be loaded, a message in its place says so and offers another try, and the
 * rest of the page stays. Errors of the part itself aren't caught.
 */
export function lazyPart<Module, Props extends object>(
  load: () => Promise<Module>,
  pick: (module: Module) => ComponentType<Props>,
): ComponentType<Props> {
  // Shared by all places that show the part; replaced after a failure, which React would remember.
  let shared = lazyOf(load, pick);
  let failures = 0;

  return function LazyPart(props: Props) {
    const [attempt, setAttempt] = useState(failures);
    function tryAgain(): void {
      failures += 1;
      shared = lazyOf(load, pick);
      setAttempt(failures);
    }
    return (
      <LoadBoundary key={attempt} failed={<NotLoaded onRetry={tryAgain} />}>
        {createElement(shared, props)}
      </LoadBoundary>
    );
  };
}

class PartNotLoaded extends Error {}

function lazyOf<Module, Props extends object>(
  load: () => Promise<Module>,
  pick: (module: Module) => ComponentType<Props>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: pick(await load()) };
    } catch (cause) {
      throw new PartNotLoaded("A part of the page couldn't be loaded.", { cause });
    }
  });
}

type LoadBoundaryProps = { failed: ReactNode; children: ReactNode };

class LoadBoundary extends Component<LoadBoundaryProps, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (error instanceof PartNotLoaded) return this.props.failed;
    throw error;
  }
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <div ref={frame} tabIndex={-1} className="rounded-md">
      <Alert tone="warn">
        <p>
          {navigator.onLine
            ? "This part of the page couldn’t be loaded."
            : "You seem to be offline, and this part of the page isn’t loaded yet."}
        </p>
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      </Alert>
    </div>
  );
}
