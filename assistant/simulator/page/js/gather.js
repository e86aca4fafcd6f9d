// Many reasons to do the same work become one run now and at most one more after it.

export function gather(work) {
  let running = null;
  let again = null;
  const run = async () => {
    try {
      return await work();
    } catch {
      // The event stream notices a lost simulator, says so, and asks for everything once it is back.
      return undefined;
    } finally {
      running = null;
    }
  };
  return () => {
    if (!running) {
      running = run();
      return running;
    }
    again ??= running.then(() => {
      again = null;
      running = run();
      return running;
    });
    return again;
  };
}
