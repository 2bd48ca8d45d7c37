import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import type { Answer, CommandRequest } from '@ledger/commanding';
import { makeIdNumber } from '@ledger/kernel';
import type { ProcessHands, ProcessManager } from '@ledger/processes';
import { setupRequests } from '@ledger/reference';
import { Ledger } from '@ledger/runtime';
import { tracedLog } from '@ledger/runtime/tracing/traced-log';
import { tracedManager } from '@ledger/runtime/tracing/traced-manager';
import { OtelTracing } from './otel-tracing';

const base = mkdtempSync(join(tmpdir(), 'traced-'));
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CORRELATION = '4bf92f35-77b3-4da6-a3ce-929d0e0e4736';
const ID_NUMBER = makeIdNumber('411002', '1990-03-07', 1);
const PHONE = '14910000001';
const NAME = '余信瑞';

const exporter = new InMemorySpanExporter();
const tracing = new OtelTracing(new SimpleSpanProcessor(exporter), { service: 'under-test', share: 1 });
let ledger: Ledger;
let ids = 0;

beforeAll(async () => {
  ledger = await Ledger.open({
    folder: join(base, 'data'),
    outbox: join(base, 'outbox'),
    create: { clock: 'simulated' },
    tracing,
  });
  // The opening of the ledger is an event of its own trace.
  await ledger.parts.background.viewsSeen(await ledger.parts.store.head(), 10_000);
});
beforeEach(() => exporter.reset());
afterAll(async () => {
  await ledger.close();
  await tracing.end();
  rmSync(base, { recursive: true, force: true });
});

const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

/** A command, its answer, and the views up with it. */
async function done(request: Omit<CommandRequest, 'id'> & { readonly id?: string }): Promise<Answer> {
  const answer = await ledger.execute({ id: newId(), correlationId: CORRELATION, ...request });
  if (answer.position !== undefined) await ledger.parts.background.viewsSeen(answer.position, 10_000);
  return answer;
}

const registration = (): Omit<CommandRequest, 'id'> => ({
  command: 'RegisterPerson',
  data: { idNumber: ID_NUMBER, name: NAME, phone: PHONE },
  actor: { id: 'school', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' },
  at: '2020-10-15T00:30:00.000Z',
});

const spans = (name: string): readonly ReadableSpan[] =>
  exporter.getFinishedSpans().filter((span) => span.name === name);
const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;
const isReally = (answer: Answer): void =>
  expect([answer.outcome, answer.problem?.detailEn]).toEqual(['accepted', undefined]);

function setUp(n: number): Omit<CommandRequest, 'id'> {
  const request = setupRequests()[n];
  if (!request) throw new Error('so little sets a ledger up');
  const { role, command, data, on } = request;
  return { command, data, actor: { id: `setup-${n}`, role, unit: 'XC' }, at: `${on}T01:00:00.000Z` };
}

describe('a command to a ledger that is traced', () => {
  it('is one trace, its correlation id: command, appends and projection hang together', async () => {
    isReally(await done(setUp(0)));
    const [command, ...more] = spans('command');
    expect(more).toEqual([]);
    expect(command?.attributes).toEqual({ 'ledger.command': setUp(0).command, 'ledger.outcome': 'accepted' });
    expect(new Set(exporter.getFinishedSpans().map((span) => span.spanContext().traceId))).toEqual(new Set([TRACE]));
    expect(spans('append').length).toBeGreaterThan(0);
    expect(spans('project').length).toBeGreaterThan(0);
    for (const span of [...spans('append'), ...spans('project')])
      expect(span.parentSpanContext?.spanId).toBe(idOf(command));
  });

  it('lies in the request that gives it, where that is of its trace, and otherwise stands alone', async () => {
    const place = { traceId: TRACE, spanId: '00f067aa0ba902b7' };
    await tracing.within(place, () => done(setUp(1)));
    expect(spans('command')[0]?.parentSpanContext?.spanId).toBe(place.spanId);
    exporter.reset();
    await tracing.within({ ...place, traceId: 'a'.repeat(32) }, () => done(setUp(2)));
    expect(spans('command').map(({ parentSpanContext }) => parentSpanContext)).toEqual([undefined]);
  });

  it('that is given again is another span than that which its events belong to', async () => {
    const id = newId();
    await done({ ...setUp(3), id });
    expect((await done({ ...setUp(3), id })).outcome).toBe('duplicate');
    const [first, again] = spans('command');
    expect(again?.attributes['ledger.outcome']).toBe('duplicate');
    expect(idOf(again)).not.toBe(idOf(first));
    expect(new Set(spans('append').map(({ parentSpanContext }) => parentSpanContext?.spanId))).toEqual(
      new Set([idOf(first)]),
    );
  });

  it('tells the rule that refuses it, and of no append more than its kind of stream and how many events', async () => {
    const answer = await done({ ...setUp(0), actor: { id: 'c', role: 'CLERK', unit: 'XC-411002' } });
    expect(answer.outcome).toBe('refused');
    expect(spans('command')[0]?.attributes).toMatchObject({
      'ledger.outcome': 'refused',
      'ledger.rule': answer.problem?.ruleId,
    });
    expect(spans('append').map(({ attributes }) => attributes)).toEqual([
      { 'ledger.stream.kind': 'command', 'ledger.events': 1 },
    ]);
  });

  it('tells nothing of anybody: no value of the command, no stream, no actor', async () => {
    const answer = await done(registration());
    isReally(answer);
    const told = exporter.getFinishedSpans();
    expect(told.length).toBeGreaterThan(2);
    const text = JSON.stringify(told.map(({ name, attributes, events, status }) => [name, attributes, events, status]));
    const streams = answer.events?.map(({ stream }) => stream) ?? [];
    const own = [
      ID_NUMBER,
      NAME,
      PHONE,
      'school',
      ...streams,
      ...streams.map((stream) => stream.split('-', 2)[1] ?? ''),
    ];
    expect(own.filter((value) => text.includes(value))).toEqual([]);
  });

  it('of a name that no command has does not repeat it', async () => {
    expect((await done({ ...registration(), command: ID_NUMBER })).outcome).toBe('invalid');
    expect(spans('command')[0]?.attributes).toEqual({ 'ledger.command': 'unknown', 'ledger.outcome': 'invalid' });
  });
});

describe('the reaction of a process', () => {
  it('lies under the command of its event, and the commands that it gives lie inside', async () => {
    const [event] = await ledger.parts.store.readStream('ledger-0');
    if (!event) throw new Error('nothing was written');
    const { correlationId } = event;
    const tries: string[] = [];
    const manager: ProcessManager = {
      name: 'welcomes',
      handles: new Set([event.type]),
      async react() {
        tries.push('tried');
        if (tries.length === 1) throw new TypeError(`no room for ${ID_NUMBER}`);
        await done({ ...setUp(4), correlationId });
      },
    };
    const traced = tracedManager(manager, tracing);
    const hands = {} as ProcessHands;
    await expect(traced.react(event, hands)).rejects.toThrow('no room');
    await traced.react(event, hands);
    const [failed, reaction] = spans('react');
    expect(failed?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(failed?.attributes).toEqual({ 'ledger.process': 'welcomes', 'error.type': 'TypeError' });
    expect(reaction?.spanContext().traceId).toBe(correlationId.replaceAll('-', ''));
    expect(reaction?.parentSpanContext?.spanId).toBe(failed?.parentSpanContext?.spanId);
    expect(spans('command').map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([idOf(reaction)]);
  });
});

describe('an append that does not succeed', () => {
  it('is told as failed, by the name of its error alone', async () => {
    const { store } = ledger.parts;
    const [event] = await store.readStream('ledger-0');
    if (!event) throw new Error('nothing was written');
    const { position: _, ...same } = event;
    expect(() => tracedLog(store, tracing).append(event.stream, 0, [{ ...same, version: 1 }])).toThrow('is at version');
    const [append] = spans('append');
    expect(append?.status.code).toBe(SpanStatusCode.ERROR);
    expect(append?.attributes['error.type']).toBe('WrongExpectedVersion');
  });
});

describe('a share of all traces', () => {
  it('is chosen by the trace alone: every process says the same', () => {
    const [one, other] = ['api', 'worker'].map(
      (service) => new OtelTracing(new SimpleSpanProcessor(new InMemorySpanExporter()), { service, share: 0.3 }),
    );
    const traces = Array.from({ length: 1_000 }, (_, n) =>
      (n * 4_294_967).toString(16).padStart(8, '0').repeat(3).padEnd(32, '1'),
    );
    const chosen = traces.filter((trace) => one?.follows(trace));
    expect(chosen).toEqual(traces.filter((trace) => other?.follows(trace)));
    expect(chosen.length).toBeGreaterThan(200);
    expect(chosen.length).toBeLessThan(400);
  });
});
