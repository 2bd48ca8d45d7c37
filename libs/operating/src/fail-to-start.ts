import Table from 'cli-table3';
import { ConfigurationRefused } from './settings/read-settings';

/** The program cannot start as it is configured; BSD's EX_CONFIG. */
const EX_CONFIG = 78;

/** Says why a process could not start, in both languages, and ends it. */
export function failToStart(error: unknown): never {
  if (error instanceof ConfigurationRefused) {
    const table = new Table({ head: ['', '须', 'must'], style: { head: [], border: [] } });
    for (const { name, zh, en } of error.wrong) table.push([name, zh, en]);
    process.stderr.write(`配置有误 The configuration is wrong:\n${table.toString()}\n`);
    process.exit(EX_CONFIG);
  }
  // The ledger's own errors say what is wrong in both languages and quote no data.
  const { name, message, zh } = error as { readonly name?: string; readonly message?: string; readonly zh?: string };
  process.stderr.write(`${zh === undefined ? '' : `${zh}\n`}${name ?? 'Error'}: ${message ?? ''}\n`);
  process.exit(1);
}
