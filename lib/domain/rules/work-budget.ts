/** What a compilation may still take, in nanoseconds of a server's core as once measured, so that no request holds the thread. */
export class WorkBudget {
  constructor(private nanosecondsLeft: number) {}

  spend(nanoseconds: number): void {
    this.nanosecondsLeft -= nanoseconds;
    if (this.nanosecondsLeft < 0) throw new TooComplex();
  }
}

/** Carries the refusal out of whatever depth spent the last of it; who hands out a budget catches it. */
export class TooComplex extends Error {}
