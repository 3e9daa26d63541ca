/** The processor time in milliseconds that `work` takes in this process; other processes don't affect it. */
export async function processorMilliseconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The shortest of five runs, because the first ones include compiling. */
export async function bestProcessorMilliseconds(work: (run: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) times.push(await processorMilliseconds(() => work(run)));
  return Math.min(...times);
}
