import type { Visible } from '@ledger/streams';
import {
  BATCH_STATUS_LABELS,
  batchById,
  batchLines,
  claimSums,
  fundPosition,
  isBalanced,
  searchBatches,
  traceOf,
  type BatchRow,
  type Trace,
} from '@ledger/views';
import { BatchAsked, BatchesAsked, PositionAsked, TraceAsked } from './asked.dto';
import { EMPTY_PAGE, known, narrowed, pageOf, question } from './question';

const batchVisible = (row: BatchRow | undefined, { unit }: Visible): row is BatchRow =>
  row !== undefined && (unit === undefined || row.unit === unit);

const traceVisible = (trace: Trace, { unit }: Visible): boolean =>
  unit === undefined ||
  (trace.kind === 'allotment'
    ? trace.allotment.unit === unit
    : trace.payments.every((payment) => payment.case.unit === unit));

export const moneyQuestions = [
  pageOf('batches', 'batches', BatchesAsked, async ({ asked, visible, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    if (!unit) return EMPTY_PAGE;
    const { sort, limit, cursor } = asked;
    const status = known<BatchRow['status']>(asked.status, BATCH_STATUS_LABELS);
    return { body: await searchBatches(reading.views, { unit: unit.to, status, sort, limit, cursor }) };
  }),
  question('batch', 'batches/:batchId', BatchAsked, async ({ asked: { batchId }, visible, reading }) => {
    const row = await batchById(reading.views, batchId);
    if (!batchVisible(row, visible)) return undefined;
    return { body: row, version: await reading.log.streamVersion(`batch-${batchId}`) };
  }),
  question('batch-lines', 'batches/:batchId/lines', BatchAsked, async ({ asked: { batchId }, visible, reading }) => {
    if (!batchVisible(await batchById(reading.views, batchId), visible)) return undefined;
    return { body: { batchId, lines: await batchLines(reading.views, batchId) } };
  }),
  question('fund-position', 'fund/position', PositionAsked, async ({ asked, visible, reading }) => {
    const unit = narrowed(asked.unit, visible.unit);
    if (!unit) return undefined;
    const { asOf, asKnown } = asked;
    const position = await fundPosition(reading.views, { asOf, asKnown, unit: unit.to });
    // What claims have drawn is known for now only.
    const isNow = asOf === undefined && asKnown === undefined;
    const claims = isNow ? await claimSums(reading.views, unit.to === 'XC' ? undefined : unit.to) : [];
    return { body: { asOf, asKnown, balanced: isBalanced(position), ...position, claims } };
  }),
  question('fund-trace', 'fund/trace/:id', TraceAsked, async ({ asked, visible, reading }) => {
    const trace = await traceOf(reading.views, asked.id);
    return trace && traceVisible(trace, visible) ? { body: trace } : undefined;
  }),
];
