/**
 * Preloaded by tools/dev.mjs: tells it when the program stands. The first turn of the event loop comes after the main
 * module and everything that it requires have been evaluated.
 */
setImmediate(() => {
  process.send?.('started', () => process.disconnect());
});
