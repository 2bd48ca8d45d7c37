import { makeIdNumber, type Actor } from '@ledger/kernel';
import type { Ledger } from '@ledger/runtime';
import { Caller } from '../api/caller';
import { Collector } from '../api/collector';
import { SharedPlace, untilTrue } from './shared-place';

jest.setTimeout(240_000);

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const INSTITUTION: Actor = { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' };
const SOMEBODY = { idNumber: makeIdNumber('411002', '1990-03-07', 1), name: '余信瑞', phone: '14910000001' };
const HEADERS = { 'business-time': '2020-10-15T00:30:00.000Z', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };

let collector: Collector;
let place: SharedPlace;
let observer: Ledger;
beforeAll(async () => {
  collector = await Collector.open();
  place = await SharedPlace.open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  observer = await place.observer();
});
afterAll(async () => {
  await observer.close();
  await place.close();
  await collector.close();
});

describe('a command that one process takes and whose events another folds', () => {
  it('is one trace all the same, with nothing in the event but what every event has', async () => {
    const [api, worker] = [await place.api(), await place.worker()];
    const caller = await Caller.of({ url: api.said.listening, folder: api.folder });
    const { background, store } = observer.parts;
    const viewsAt = (position: number): Promise<number> =>
      untilTrue('the views', async () => (await background.viewsAt()) >= position, 60_000);
    // What the worker makes anew at its start is read all at once, and in no trace.
    await viewsAt(await store.head());
    const answer = await caller.give(INSTITUTION, 'RegisterPerson', SOMEBODY, 'the-one-command', HEADERS);
    expect(answer.status).toBe(200);
    const position = Number(answer.headers.get('ledger-position'));
    await viewsAt(position);
    expect(await api.stop()).toBe(0);
    expect(await worker.stop()).toBe(0);
    const trace = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const command = trace.find(({ name }) => name === 'command');
    const appends = trace.filter(({ name }) => name === 'append');
    const steps = trace.filter(({ name }) => name === 'project');
    expect(command?.service).toBe('skill-ledger-api');
    expect(appends.length).toBeGreaterThan(0);
    expect(steps.length).toBeGreaterThan(0);
    expect(new Set(appends.map(({ service }) => service))).toEqual(new Set(['skill-ledger-api']));
    expect(new Set(steps.map(({ service }) => service))).toEqual(new Set(['skill-ledger-worker']));
    for (const { parentSpanId } of [...appends, ...steps]) expect(parentSpanId).toBe(command?.spanId);
  });
});
