/** Resolves in the next turn of the event loop, so that others have theirs. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
