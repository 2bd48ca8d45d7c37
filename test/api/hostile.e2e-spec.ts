import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { openSqliteLogReader } from '@ledger/eventlog';
import type { Actor } from '@ledger/kernel';
import { ROLES, WHO_MAY, type Role } from '@ledger/streams/authority';
import { ledger, simulated, Workplace } from '../cli/run-ledger';
import { Caller } from './caller';
import { SECRET } from './hostile/mutations';
import { addressesOf, requestsTo, type HostileRequest } from './hostile/requests';
import { RunningService } from './running-service';

/** How many bodies; 10,000 before a release. */
const BODIES = Number(process.env['HOSTILE_BODIES'] ?? 1_000);
const SEED = Number(process.env['HOSTILE_SEED'] ?? 411_000);
const AT_ONCE = 16;
/** Learners of the programme that is in the ledger. */
const LEARNERS = 10;
/** More than this, and something is kept of every request. */
const GROWTH_MIB = 160;

jest.setTimeout(120_000 + BODIES * 60);

const place = new Workplace();
const folder = place.at('data');
let service: RunningService;
let caller: Caller;

beforeAll(async () => {
  const file = place.at('programme.ndjson');
  await simulated(file, LEARNERS);
  await ledger(['import', file, '--clock', 'simulated', '--data', folder, '--report', place.at('report')]);
  service = await RunningService.again(folder);
  caller = await Caller.of(service);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

/** Somebody whose role may try the command, so that what passes the shape comes to the decider. */
function mayTry(command: string): Actor {
  const [role = 'CLERK'] = Object.keys(WHO_MAY.find((row) => row.command === command)?.who ?? {}) as Role[];
  const kind = ROLES[role].kind;
  // The system signs in nowhere; its one command is tried by somebody who may not.
  if (role === 'SYSTEM') return { id: 'clerk-1', role: 'CLERK', unit: 'XC-SBJ' };
  if (kind === 'learner') return { id: '411002198110310023', role, unit: 'XC' };
  return { id: `hostile-${role.toLowerCase()}`, role, unit: kind === 'organisation' ? '12411000MJ0TE007X8' : 'XC' };
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

async function send({ endpoint, path, body, headers }: HostileRequest, i: number): Promise<Answered> {
  const authorization = `Bearer ${await caller.token(mayTry(endpoint.operation.operationId))}`;
  const { status, text } = await caller.raw(
    'POST',
    path,
    { 'idempotency-key': `hostile-${i}`, authorization, ...headers },
    body,
  );
  return { status, text };
}

async function eachAtOnce<T>(items: readonly T[], task: (item: T, i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) await task(items[i] as T, i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const memoryMib = (): number => {
  const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
};

function eventsAfter(position: number): { readonly type: string; readonly command: string; readonly said: string }[] {
  const log = openSqliteLogReader({ folder });
  const { events } = log.readAll(position, Number.MAX_SAFE_INTEGER);
  void log.close();
  return events.map((event) => ({ type: event.type, command: event.command.id, said: JSON.stringify(event) }));
}

const commandNames = new Set(WHO_MAY.map(({ command }) => command));

describe('hostile input', () => {
  it('is no evidence: a refused command that names a file nobody has handed in leaves the ledger sound', async () => {
    const document = {
      kind: 'POLICY',
      number: '1',
      issuer: 'x',
      issuedOn: '2020-10-15',
      title: 'x',
      sha256: 'a'.repeat(64),
    };
    const clerk = { id: 'clerk-1', role: 'CLERK', unit: 'XC-SBJ' };
    const { status } = await caller.give(clerk, 'PublishPolicyDocument', { document }, 'names-a-file-of-nobody');
    expect(status).toBe(403);
  });

  it(`of ${BODIES} bodies to every command does no harm`, async () => {
    const commands = caller.api.endpoints.filter(({ method }) => method === 'post');
    const one = fc.oneof(...commands.map((endpoint) => requestsTo(endpoint, caller.api.document)));
    const requests = fc.sample(one, { numRuns: BODIES, seed: SEED });
    const head = eventsAfter(0).length;
    const statuses: Record<string, number> = {};
    const accepted = new Set<unknown>();
    let refused = 0;
    const broken: string[] = [];
    const started = Date.now();
    const memory: number[] = [];
    await eachAtOnce(requests, async (request, i) => {
      if (i % Math.floor(requests.length / 10) === 0) memory.push(memoryMib());
      const { status, text } = await send(request, i);
      statuses[status] = (statuses[status] ?? 0) + 1;
      // A posted question writes no event, refused or not, and may answer with a file.
      const isCommand = commandNames.has(request.endpoint.operation.operationId);
      const body = JSON.parse(isCommand && text !== '' ? text : '{}') as { id?: string; ruleId?: string };
      if (status === 200 && isCommand) accepted.add(body.id);
      else if (body.ruleId !== undefined) refused++;
      if (status >= 500 || (status === 400 && text.includes(SECRET)))
        broken.push(
          `${status} ${request.path} ${JSON.stringify(request.headers)} ${request.body.toString().slice(0, 300)} → ${text}`,
        );
    });
    const seconds = (Date.now() - started) / 1_000;
    expect(broken).toEqual([]);
    const stored = eventsAfter(head);
    memory.push(memoryMib());
    // The first half warms up: what is compiled and cached by then stays.
    const [before = 0, after = 0] = [memory.at(5), memory.at(-1)];
    console.log(`${BODIES} bodies to ${commands.length} commands in ${seconds} s; MiB by tenths: ${memory.join(' ')}`, {
      statuses,
      refused,
      accepted: accepted.size,
      stored: stored.length,
    });
    const refusals = stored.filter(({ type }) => type === 'CommandRefused');
    expect(refusals).toHaveLength(refused);
    // Beside refusals only what was answered as accepted.
    expect(stored.filter(({ type, command }) => type !== 'CommandRefused' && !accepted.has(command))).toEqual([]);
    expect(after - before).toBeLessThan(GROWTH_MIB);
    expect(Object.keys(statuses).length).toBeGreaterThan(3);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  });

  it('in the addresses of questions is answered, never failed on, and writes nothing', async () => {
    const questions = caller.api.endpoints.filter(({ method }) => method === 'get');
    const addresses = fc.sample(fc.oneof(...questions.map(addressesOf)), { numRuns: BODIES, seed: SEED });
    const head = eventsAfter(0).length;
    const authorization = `Bearer ${await caller.token({ id: 'auditor-1', role: 'AUDITOR', unit: 'XC' })}`;
    const statuses: Record<string, number> = {};
    const broken: string[] = [];
    await eachAtOnce(addresses, async (address) => {
      const { status, text } = await caller.raw('GET', address, { authorization });
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status >= 500 || text.includes(SECRET)) broken.push(`${status} ${address} → ${text.slice(0, 300)}`);
    });
    expect(broken).toEqual([]);
    expect(eventsAfter(head)).toEqual([]);
    console.log(`${BODIES} addresses of ${questions.length} questions`, statuses);
  });

  it('leaves a ledger that holds, and nothing in the service’s complaints', async () => {
    expect(await service.stop()).toBe(0);
    const verified = await ledger(['verify', '--data', folder]);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('Everything that was looked at')]);
    const complaints = await service.complaints;
    expect(complaints).not.toMatch(/unforeseen|Error/);
    expect(complaints).not.toContain(SECRET);
  });
});
