import Table from 'cli-table3';
import type { Comparison } from './side-by-side';

const figure = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));

/** The table, with the outer limits beside it. A ratio that falls short is marked. */
export function print(rows: readonly Comparison[], outer: readonly string[]): void {
  const table = new Table({
    head: ['what', 'limit', 'unit', 'ours', 'limit', 'ratio', 'goal', '', 'p50 / p99 ms'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [38, 34, 10, 10, 10, 8, 8, 4, 16],
  });
  for (const row of rows) {
    const { ratio, atLeast, atMost } = row;
    const met = (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost);
    const latency = row.p50Ms === undefined ? '' : `${row.p50Ms.toFixed(2)} / ${(row.p99Ms ?? 0).toFixed(2)}`;
    const goal = atMost === undefined ? (atLeast === undefined ? '' : `≥ ${atLeast}`) : `≤ ${atMost}`;
    table.push([
      row.row,
      row.what,
      row.unit,
      figure(row.ours),
      figure(row.limit),
      row.ratio.toFixed(2),
      goal,
      goal === '' ? '' : met ? '✓' : '✗',
      latency,
    ]);
  }
  process.stdout.write(`${table.toString()}\n`);
  for (const row of rows) if (row.note !== undefined) process.stdout.write(`${row.row}: ${row.note}\n`);
  for (const line of outer) process.stdout.write(`${line}\n`);
}
