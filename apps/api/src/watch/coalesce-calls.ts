/** Shares the result of concurrent calls with the same arguments: subscribers tend to miss the same events at the same time. */
export const coalesceCalls = <Args extends (string | number)[], Result>(
  load: (...args: Args) => Promise<Result>,
): ((...args: Args) => Promise<Result>) => {
  const inFlight = new Map<string, Promise<Result>>();
  return (...args) => {
    const key = args.join(' ');
    const running = inFlight.get(key);
    if (running) return running;
    const result = load(...args).finally(() => inFlight.delete(key));
    inFlight.set(key, result);
    return result;
  };
};
