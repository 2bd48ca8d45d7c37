import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openEventStoreDbEventStore } from '@ledger/eventlog/eventstoredb/open-eventstoredb-event-store';
import type { LedgerEvent } from '@ledger/kernel';
import { BareEventStoreDb } from './limits/bare-eventstoredb';
import { sideBySide, timed, type Block, type Comparison } from './side-by-side';

const BLOCKS = 16;
const ONE_AT_A_TIME = 150;
const AT_ONCE = 64;
const ROUNDS = 8;

const NOTE = 'cost of our adapter, not of a server: both append to a double of the server, in a process of its own';

/** Single events, without claims, through the adapter and through the bare client, to the same double. */
export async function eventStoreDbRows(): Promise<Comparison[]> {
  const { double, connectionString } = await startDouble();
  const store = openEventStoreDbEventStore({ connectionString });
  const bare = new BareEventStoreDb(connectionString);
  const ours = async (event: LedgerEvent): Promise<void> => {
    const { durable } = await store.append(event.stream, event.version - 1, [event]);
    await durable;
  };
  const limit = (event: LedgerEvent): Promise<void> => bare.append(event);
  try {
    const about = { what: 'the client alone', atLeast: 0.8, blocks: BLOCKS, note: NOTE };
    return [
      await sideBySide(
        { ...about, row: 'EventStoreDB: appends, one at a time' },
        () => inTurn(ours),
        () => inTurn(limit),
      ),
      await sideBySide(
        { ...about, row: `EventStoreDB: ${AT_ONCE} appends at once` },
        () => atOnce(ours),
        () => atOnce(limit),
      ),
    ];
  } finally {
    await store.close();
    await bare.close();
    double.kill('SIGTERM');
  }
}

async function startDouble(): Promise<{ double: ChildProcess; connectionString: string }> {
  const main = path.resolve(__dirname, '../test/doubles/eventstoredb/main.js');
  const double = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: double.stdout }), 'line')) as [string];
  return { double, ...(JSON.parse(line) as { connectionString: string }) };
}

async function inTurn(append: (event: LedgerEvent) => Promise<void>): Promise<Block> {
  const events = streamOf(ONE_AT_A_TIME);
  const latenciesMs: number[] = [];
  const block = await timed(events.length, async () => {
    for (const event of events) {
      const from = performance.now();
      await append(event);
      latenciesMs.push(performance.now() - from);
    }
  });
  return { ...block, latenciesMs };
}

function atOnce(append: (event: LedgerEvent) => Promise<void>): Promise<Block> {
  const streams = Array.from({ length: AT_ONCE }, () => streamOf(ROUNDS));
  return timed(AT_ONCE * ROUNDS, async () => {
    await Promise.all(
      streams.map(async (events) => {
        for (const event of events) await append(event);
      }),
    );
  });
}

/** Events of a new stream, of the size that a review's have. */
function streamOf(count: number): LedgerEvent[] {
  const stream = `case-${randomUUID()}`;
  return Array.from({ length: count }, (_, i) => {
    const command = { name: 'RecordFirstReview', id: randomUUID(), digest: 'ab'.repeat(32) };
    return {
      id: randomUUID(),
      stream,
      version: i + 1,
      type: 'FirstReviewRecorded',
      schemaVersion: 1,
      data: { verdict: 'PASSED', note: '材料齐全，人证相符', amountFen: 120_000 },
      actor: { id: 'reviewer-1', role: 'REVIEWER', unit: 'XC-WD' },
      unit: 'XC-WD',
      command,
      correlationId: command.id,
      causationId: command.id,
      occurredAt: '2020-03-02T01:30:00.000Z',
      recordedAt: '2020-03-02T01:30:00.000Z',
      policyVersion: 'policy-main@1',
      evidence: {
        rules: [{ ruleId: 'A-063', value: 2 }],
        facts: [{ stream: 'person-1', version: 3, name: 'slots', value: [2019, 2020] }],
      },
    };
  });
}
