// @ts-check
import { readFileSync } from 'node:fs';

/**
 * `node tools/test-totals.mjs RESULTS.json`: one closing line for what `jest --json` wrote. A test file that could not be
 * run at all counts as one failure. Exits 1 when anything failed, or when no test ran.
 */
/** @returns {{ passed: number, failed: number, skipped: number }} */
function totals() {
  try {
    const run = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
    return {
      passed: run.numPassedTests,
      failed: run.numFailedTests + run.numRuntimeErrorTestSuites,
      skipped: run.numPendingTests + run.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

const { passed, failed, skipped } = totals();
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
