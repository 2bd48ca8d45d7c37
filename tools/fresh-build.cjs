/** Tests that start worker threads or whole processes run the build, so it must match the sources. */
module.exports = async () => {
  const { build } = await import('./build.mjs');
  await build();
};
