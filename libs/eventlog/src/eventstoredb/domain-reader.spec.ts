import { anEvent } from '../contract/an-event';
import { LogDamaged } from '../event-store.port';
import { Upcasters } from '../upcasters/upcasters';
import { DomainReader } from './domain-reader';
import { PATIENCE } from './patience';
import type { ServerClient, ServerEvent } from './server-client.port';
import { pointAt, toStored } from './stored-event';

const storedAt = (version: number): ServerEvent => {
  const { id, type, data, metadata } = toStored(anEvent('case-a', version));
  const point = pointAt(version * 100);
  return { stream: 'case-a', revision: version - 1, id, type, data, metadata, created: '', point };
};

/** A reader whose looks at the end are answered when the test says so; the log forwards is what it is given. */
function aReader(log: ServerEvent[]) {
  const looks: ((events: ServerEvent[]) => void)[] = [];
  const readAll = async (_: unknown, __: number, backwards?: boolean): Promise<ServerEvent[]> =>
    backwards === true ? new Promise((resolve) => looks.push(resolve)) : log;
  const reader = new DomainReader(
    { readAll } as unknown as ServerClient,
    { ...PATIENCE, behindMs: 0 },
    new Upcasters(),
  );
  return { reader, answerLook: (...events: ServerEvent[]) => looks.shift()?.(events) };
}

describe('the end of the log', () => {
  const [first, second] = [storedAt(1), storedAt(2)];

  it('is not taken for damage when others read further while it was looked for', async () => {
    const { reader, answerLook } = aReader([first, second]);
    const head = reader.head();
    expect((await reader.readAll(0, 10)).next).toBe(200);
    answerLook(first);
    expect(await head).toBe(100);
  });

  it('is an alarm when it lies before what was read', async () => {
    const { reader, answerLook } = aReader([first, second]);
    await reader.readAll(0, 10);
    const head = reader.head();
    answerLook(first);
    await expect(head).rejects.toBeInstanceOf(LogDamaged);
  });

  it('is not moved by a reader who asks for what comes after a number beyond it', async () => {
    const { reader, answerLook } = aReader([]);
    expect(await reader.readAll(5_000, 10)).toEqual({ events: [], next: 5_000, atEnd: true });
    const head = reader.head();
    answerLook(second, first);
    expect(await head).toBe(200);
  });
});
