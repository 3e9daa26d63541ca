/** The remaining time of a compilation, in estimated nanoseconds of a server's core, so that no request blocks the thread. */
export class WorkBudget {
  constructor(private nanosecondsLeft: number) {}

  spend(nanoseconds: number): void {
    this.nanosecondsLeft -= nanoseconds;
    if (this.nanosecondsLeft < 0) throw new TooComplex();
  }
}

/** Thrown when the budget is used up; the code that created the budget catches it. */
export class TooComplex extends Error {}
