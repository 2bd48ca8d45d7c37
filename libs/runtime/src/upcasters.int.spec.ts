import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@ledger/kernel';
import { setupRequests } from '@ledger/reference';
import { policyStream, POLICY_ID } from '@ledger/streams';
import { Ledger } from './ledger';
import { openForReading } from './ledger-reader';
import { openLog } from './rebuild-module';
import { verifyLedger } from './verify/verify-ledger';

const mockSeen: string[] = [];

jest.mock('./upcasters', () => {
  const { Upcasters } = jest.requireActual<typeof import('@ledger/eventlog')>('@ledger/eventlog');
  const upcast = ({ type, data }: RecordedEvent): unknown => {
    mockSeen.push(type);
    return data;
  };
  return { upcasters: new Upcasters([{ type: 'PolicyDocumentPublished', from: 1, upcast }]) };
});

const base = mkdtempSync(join(tmpdir(), 'upcasters-'));
const folder = join(base, 'data');
const options = { folder, outbox: join(base, 'outbox') };

beforeAll(async () => {
  const ledger = await Ledger.open({ ...options, create: { clock: 'simulated' } });
  const [first] = setupRequests();
  if (!first) throw new Error('nothing sets a ledger up');
  const { role, command, data, on } = first;
  const actor = { id: 'a', role, unit: 'XC' };
  const id = '00000000-0000-4000-8000-000000000001';
  const answer = await ledger.execute({ id, actor, at: `${on}T01:00:00.000Z`, command, data });
  expect(answer.events?.map(({ type }) => type)).toContain('PolicyDocumentPublished');
  await ledger.close();
});
beforeEach(() => {
  mockSeen.length = 0;
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('every event passes its upcasters before anyone sees it', () => {
  it('in commands and processes', async () => {
    const ledger = await Ledger.open({ ...options, live: false });
    mockSeen.length = 0;
    await ledger.load({ type: policyStream, id: POLICY_ID });
    await ledger.close();
    expect(mockSeen).toEqual(['PolicyDocumentPublished']);
  });

  it('in questions', async () => {
    const reading = await openForReading(options);
    await reading.log.readAll(0, 10);
    await reading.close();
    expect(mockSeen).toEqual(['PolicyDocumentPublished']);
  });

  it('in the worker threads of a rebuild', async () => {
    const log = openLog({ folder });
    await log.readAll(0, 10);
    await (log as { close?(): Promise<void> }).close?.();
    expect(mockSeen).toEqual(['PolicyDocumentPublished']);
  });

  it('in a rebuild and the rules of form, when a ledger is verified', async () => {
    expect((await verifyLedger(options)).sound).toBe(true);
    expect(mockSeen.length).toBeGreaterThanOrEqual(2);
  });
});
