import { encodeEvent } from '@ledger/eventlog';
import { anEvent } from '@ledger/eventlog/contract';
import { eventOfLine } from './envelope-shape';

const event = anEvent('case-a', 3, { reason: '录入有误', corrects: { stream: 'case-a', version: 2 } });
const line = encodeEvent(event).text;
const without = (name: string): string => {
  const { [name]: _, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return JSON.stringify(rest);
};

describe('a line of an exported log', () => {
  it('is the canonical bytes of an event', () => {
    expect(eventOfLine(line)).toEqual({ event });
  });

  it('may be of a correlation that is a caller’s trace: 16 bytes that are no version of a UUID', () => {
    const traced = { ...event, correlationId: '4bf92f35-77b3-0da6-03ce-929d0e0e4736' };
    expect(eventOfLine(encodeEvent(traced).text)).toEqual({ event: traced });
    const wrong = encodeEvent({ ...event, correlationId: '4bf92f3577b30da603ce929d0e0e4736' }).text;
    expect(eventOfLine(wrong)).toEqual({ wrong: 'correlationId' });
  });

  it.each([
    ['', ''],
    ['null', ''],
    ['[1]', ''],
    ['{"a":1', ''],
    [`${line} `, ''],
    [line.replace('{"actor"', '{ "actor"'), ''],
    [line.replace('录', '\\u5f55'), ''],
    [JSON.stringify(JSON.parse(line), undefined, 1), ''],
    [line.replace('"version":3}', '"version":3,"version":3}'), ''],
    [line.replace('"version":3}', '"version":3.5}'), 'version'],
    [line.replace('"version":3}', '"version":0}'), 'version'],
    [line.replace(event.id, 'nobody'), 'id'],
    [line.replace('2020-03-02T01:30:00.000Z', '2020-03-02'), 'occurredAt'],
    [line.replace('"role":"REVIEWER",', ''), 'actor'],
    [line.replace('{"actor"', '{"__proto__":1,"actor"'), '__proto__'],
    [line.replace('{"actor"', '{"constructor":1,"actor"'), 'constructor'],
    [line.replace('"policyVersion"', '"position":7,"policyVersion"'), 'position'],
    ...['id', 'stream', 'version', 'type', 'schemaVersion', 'data', 'actor', 'unit', 'command', 'recordedAt'].map(
      (name): [string, string] => [without(name), name],
    ),
  ])('is not %s', (other, wrong) => {
    expect(eventOfLine(other)).toEqual({ wrong });
  });
});
