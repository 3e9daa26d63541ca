import { jobNames, type SharedJobRecord, type SystemFacts } from "./system-facts";

/** The last run of each job: by the record that all processes share, where there is one, else by this process's own. */
export function lastJobRuns({ machine, database }: SystemFacts): SharedJobRecord[] {
  const shared = database.state === "ok" ? database.facts.jobs : [];
  return jobNames.flatMap((job) => {
    const own = machine.jobs.find(({ name }) => name === job);
    const known = shared.find(({ name }) => name === job);
    return known ?? (own === undefined ? [] : [{ ...own, process: null }]);
  });
}
