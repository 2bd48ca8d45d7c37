import { readFileSync, writeFileSync } from 'node:fs';
import { makeIdNumber, type Actor } from '@ledger/kernel';
import { ledger, Workplace } from '../cli/run-ledger';
import { Caller } from './caller';
import { Collector } from './collector';
import { RunningService } from './running-service';

jest.setTimeout(120_000);

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const AT = { 'business-time': '2020-10-15T00:30:00.000Z' };
const INSTITUTION: Actor = { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' };
const ID_NUMBER = makeIdNumber('411002', '1990-03-07', 1);
const SOMEBODY = { idNumber: ID_NUMBER, name: '余信瑞', phone: '14910000001' };

const place = new Workplace();
afterAll(() => place.clear());

describe('a service that is told of a collector', () => {
  let collector: Collector;
  let streams: readonly string[];
  beforeAll(async () => {
    collector = await Collector.open();
    const service = await RunningService.on(place.at('told'), { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
    try {
      const caller = await Caller.of(service);
      const headers = { ...AT, traceparent: `00-${TRACE}-${SPAN}-01` };
      const answer = await caller.give(INSTITUTION, 'RegisterPerson', SOMEBODY, 'the-one-command', headers);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-correlation-id')?.replaceAll('-', '')).toBe(TRACE);
      streams = (answer.body['events'] as { readonly stream: string }[]).map(({ stream }) => stream);
      await caller.give(INSTITUTION, 'RegisterPerson', SOMEBODY, 'another-command', AT);
      await caller.get('/health/ready', {});
    } finally {
      expect(await service.stop()).toBe(0);
    }
  });
  afterAll(() => collector.close());

  it('tells one trace of one command, the caller’s: request, command, appends and projection', () => {
    const trace = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const [request, command] = [
      trace.find(({ parentSpanId }) => parentSpanId === SPAN),
      trace.find(({ name }) => name === 'command'),
    ];
    expect(request).toMatchObject({
      service: 'skill-ledger-api',
      name: expect.stringMatching(/^POST \/api\/v1\/persons/),
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': 200 },
    });
    expect(command).toMatchObject({
      parentSpanId: request?.spanId,
      attributes: { 'ledger.command': 'RegisterPerson', 'ledger.outcome': 'accepted' },
    });
    const inside = trace.filter(({ parentSpanId }) => parentSpanId === command?.spanId);
    expect(new Set(inside.map(({ name }) => name))).toEqual(new Set(['append', 'project']));
    expect(inside.length + 2).toBe(trace.length);
  });

  it('has given out what it held back by its end, and tells nothing of health checks', () => {
    const commands = collector.of('command');
    expect(commands).toHaveLength(2);
    expect(new Set(commands.map(({ traceId }) => traceId)).size).toBe(2);
    expect(collector.spans.filter(({ name }) => name.includes('health'))).toEqual([]);
  });

  it('tells nothing of anybody', () => {
    const told = collector.bodies.join('\n');
    expect(told).toContain('RegisterPerson');
    const pseudonyms = streams.map((stream) => stream.split('-').slice(1).join('-'));
    const own = [...Object.values(SOMEBODY), INSTITUTION.id, INSTITUTION.unit, ...streams, ...pseudonyms];
    expect(own.filter((value) => told.includes(value))).toEqual([]);
  });
});

describe('a service whose collector is away', () => {
  it('does its work, and ends all the same', async () => {
    const gone = await Collector.open();
    const { url } = gone;
    await gone.close();
    const service = await RunningService.on(place.at('away'), { OTEL_EXPORTER_OTLP_ENDPOINT: url });
    const caller = await Caller.of(service);
    expect((await caller.give(INSTITUTION, 'RegisterPerson', SOMEBODY, 'the-one-command', AT)).status).toBe(200);
    expect(await service.stop()).toBe(0);
    const complaints = (await service.complaints).split('\n').filter((line) => /"level":[456]0/.test(line));
    expect(complaints).toEqual([expect.stringContaining('traces are not taken')]);
    expect(complaints[0]).not.toContain(new URL(url).port);
  });

  it('does not start with what is no address of one', async () => {
    await ledger(['init', '--clock', 'simulated', '--data', place.at('wrong')]);
    const wrong = { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318', OTEL_TRACES_SAMPLER_ARG: '2' };
    const starting = RunningService.again(place.at('wrong'), wrong);
    await expect(starting).rejects.toThrow(/ended with 78[^]*OTEL_EXPORTER_OTLP_ENDPOINT[^]*OTEL_TRACES_SAMPLER_ARG/);
  });
});

describe('a service that is told of none', () => {
  it('loads nothing of OpenTelemetry’s SDK', async () => {
    const [preload, list] = [place.at('list-loaded.cjs'), place.at('loaded.json')];
    writeFileSync(
      preload,
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.keys(require.cache))));`,
    );
    const folder = place.at('untold');
    await ledger(['init', '--clock', 'simulated', '--data', folder]);
    const service = await RunningService.again(folder, {}, preload);
    const caller = await Caller.of(service);
    expect((await caller.give(INSTITUTION, 'RegisterPerson', SOMEBODY, 'the-one-command', AT)).status).toBe(200);
    expect(await service.stop()).toBe(0);
    const loaded = JSON.parse(readFileSync(list, 'utf8')) as readonly string[];
    expect(loaded.some((file) => file.includes('start-tracing'))).toBe(true);
    // The interfaces alone are there: the library of metrics loads them, and they do nothing.
    const own = loaded.filter((file) => /otel-tracing|@opentelemetry[/\\](?!api[/\\])/.test(file));
    expect(own).toEqual([]);
  });
});
