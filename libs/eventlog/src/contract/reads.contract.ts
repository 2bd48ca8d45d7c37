import type { RecordedEvent } from '@ledger/kernel';
import { partOf } from '../event-store.port';
import { Upcasters } from '../upcasters/upcasters';
import { anEvent, kept, namesOf, wholeLog } from './an-event';
import type { Subject } from './log-under-test';

/** Reading streams and the whole log, whatever the events hold. */
export function readsContract(subject: Subject): void {
  streams(subject);
  log(subject);
  lean(subject);
  contents(subject);
  upcasting(subject);
}

function streams(subject: Subject): void {
  it('reads nothing from a stream that does not exist', async () => {
    expect(await subject.store.readStream('case-a')).toEqual([]);
    expect(await subject.store.readStream('case-a', { backwards: true })).toEqual([]);
    expect(await subject.store.streamVersion('case-a')).toBe(0);
  });

  it.each([
    [{}, [1, 2, 3, 4, 5, 6, 7]],
    [{ from: 3 }, [3, 4, 5, 6, 7]],
    [{ from: 3, to: 5 }, [3, 4, 5]],
    [{ to: 2 }, [1, 2]],
    [{ limit: 3 }, [1, 2, 3]],
    [{ from: 6, limit: 9 }, [6, 7]],
    [{ from: 8 }, []],
    [{ from: 5, to: 4 }, []],
    [{ backwards: true }, [7, 6, 5, 4, 3, 2, 1]],
    [{ backwards: true, limit: 2 }, [7, 6]],
    [{ backwards: true, from: 4 }, [4, 3, 2, 1]],
    [{ backwards: true, from: 5, to: 3 }, [5, 4, 3]],
    [{ backwards: true, from: 99, limit: 1 }, [7]],
  ])('reads versions %j of a stream of seven', async (options, versions) => {
    await kept(subject.store, 'case-a', 0, 4);
    await kept(subject.store, 'case-b', 0, 4);
    await kept(subject.store, 'case-a', 4, 3);
    const read = await subject.store.readStream('case-a', options);
    expect(namesOf(read)).toEqual(versions.map((version) => `case-a@${version}`));
  });

  it('reads a long stream whole, forwards and backwards, with events of every size', async () => {
    const events = Array.from({ length: 1200 }, (_, i) =>
      anEvent('fund-1', i + 1, { data: { note: '款'.repeat(i % 100 === 0 ? 5000 : i % 7) } }),
    );
    await (
      await subject.store.append('fund-1', 0, events)
    ).durable;
    const read = await subject.store.readStream('fund-1');
    expect(read).toEqual(events.map((event, i) => ({ ...event, position: read[i]?.position })));
    const back = await subject.store.readStream('fund-1', { backwards: true });
    expect(namesOf(back)).toEqual(namesOf(read).toReversed());
  });
}

function log(subject: Subject): void {
  const fill = async (): Promise<void> => {
    for (let i = 0; i < 30; i++) {
      await kept(subject.store, `case-${i % 7}`, Math.floor(i / 7), 1);
    }
  };

  it.each([1, 2, 7, 29, 30, 31, 1000])('reads the log in runs of %d without gap or repeat', async (limit) => {
    await fill();
    const expected = Array.from({ length: 30 }, (_, i) => `case-${i % 7}@${Math.floor(i / 7) + 1}`);
    expect(namesOf(await wholeLog(subject.store, limit))).toEqual(expected);
  });

  it('says where to go on from, at the end too', async () => {
    await fill();
    const all = await wholeLog(subject.store);
    const tenth = all[9]?.position ?? 0;
    const slice = await subject.store.readAll(tenth, 5);
    expect(slice).toMatchObject({ next: all[14]?.position, atEnd: false });
    expect(namesOf(slice.events)).toEqual(namesOf(all.slice(10, 15)));
    const head = await subject.store.head();
    expect(await subject.store.readAll(head, 5)).toMatchObject({ events: [], next: head, atEnd: true });
  });

  it('leaves out nothing that a filter asks for, and passes the same run', async () => {
    for (let i = 0; i < 40; i++) {
      const type = ['ClaimSubmitted', 'FirstReviewRecorded', 'GrantPaid'][i % 3] ?? '';
      await (
        await subject.store.append(`case-${i}`, 0, [anEvent(`case-${i}`, 1, { type })])
      ).durable;
    }
    const all = await wholeLog(subject.store);
    const filters = [
      { types: ['GrantPaid'] },
      { types: ['GrantPaid', 'ClaimSubmitted'], part: { index: 0, of: 2 } },
      { part: { index: 1, of: 2 } },
      { part: { index: 1, of: 2 }, types: ['GrantPaid', 'ClaimSubmitted'], fromEveryPart: ['GrantPaid'] },
      { types: [] },
    ];
    for (const only of filters) {
      const { types, part, fromEveryPart }: { types?: string[]; part?: typeof only.part; fromEveryPart?: string[] } =
        only;
      const wanted = all.filter(
        ({ type, stream }) =>
          (!types || types.includes(type)) &&
          (!part || partOf(stream, part.of) === part.index || fromEveryPart?.includes(type) === true),
      );
      const slice = await subject.store.readAll(0, 100, only);
      const read = slice.events.filter((event) => wanted.some(({ id }) => id === event.id));
      expect(read).toEqual(wanted);
      expect(slice).toMatchObject({ next: all.at(-1)?.position, atEnd: true });
      expect(slice.passed ?? slice.events.length).toBe(40);
    }
  });

  it('numbers positions 1, 2, 3 … where it says that they are dense', async () => {
    await fill();
    const positions = (await wholeLog(subject.store)).map((event) => event.position);
    const numbered = positions.every((position, i) => position === i + 1);
    expect(numbered || subject.store.dense !== true).toBe(true);
  });
}

function lean(subject: Subject): void {
  it('gives all but the evidence to a reader that can do without it', async () => {
    const evidence = {
      rules: [{ ruleId: 'A-063', value: 2 }],
      facts: [{ stream: 'case-b', version: 1, name: 'id', value: 7 }],
    };
    for (let version = 1; version <= 3; version++)
      await (
        await subject.store.append('case-a', version - 1, [
          anEvent('case-a', version, {
            data: { evidence: { facts: [], id: '"' } },
            ...(version > 1 ? { evidence } : {}),
          }),
        ])
      ).durable;
    const whole = await wholeLog(subject.store);
    const without = { without: 'evidence' } as const;
    const delivered = new Promise<readonly RecordedEvent[]>((resolve) => {
      const subscription = subject.store.subscribe(
        0,
        ({ events }) => {
          resolve(events);
          void subscription.close();
        },
        without,
      );
    });
    const reads = [
      await subject.store.readStream('case-a', without),
      (await subject.store.readAll(0, 100, without)).events,
      await delivered,
    ];
    const strip = (event: RecordedEvent): object => ({ ...event, evidence: undefined });
    for (const events of reads) expect(events.map(strip)).toEqual(whole.map(strip));
  });
}

function contents(subject: Subject): void {
  it.each([
    ['four-byte characters', { note: '𠮷野家 😀 👨‍👩‍👧 𝒳' }],
    ['names in other scripts', { 姓名: '张三', Ünïcode: 'é', '\ufb33': 1, '😀': 2 }],
    ['control characters, quotes and separators', { note: '\u0000\u0001"\\\n\r\t\u2028\u2029</script>\',],[{' }],
    [
      'numbers of every size',
      { small: 5e-324, big: 1.7976931348623157e308, third: 1 / 3, safe: 9007199254740991, zero: 0 },
    ],
    ['empty things', { list: [], object: {}, text: '', none: null, no: false }],
    ['things nested deeply', { a: [[[[{ b: [{ c: [[]] }] }]]]] }],
    ['a text of a million characters', { note: '补'.repeat(1_000_000) }],
  ])('gives back %s as they were', async (_, data) => {
    const event = anEvent('case-a', 1, { data });
    await (
      await subject.store.append('case-a', 0, [event])
    ).durable;
    await kept(subject.store, 'case-b', 0);
    expect((await subject.store.readStream('case-a'))[0]).toMatchObject(event);
    expect((await wholeLog(subject.store))[0]?.data).toEqual(data);
  });

  it('keeps the optional parts of the envelope, and adds none', async () => {
    const document = {
      kind: 'NOTICE',
      number: '许人社〔2019〕1号',
      issuer: 'XC',
      issuedOn: '2019-05-01',
      title: '通知',
    };
    const whole = anEvent('case-a', 1, {
      evidence: {
        rules: [{ ruleId: 'A-063', value: 2 }],
        facts: [{ stream: 'person-1', version: 3, name: 'slots', value: [1, 2] }],
      },
      reason: '证书等级录入有误',
      document,
      corrects: { stream: 'case-a', version: 1 },
      operator: { id: 'importer', role: 'SYSTEM', unit: 'XC' },
      asserted: true,
    });
    const bare = anEvent('case-a', 2);
    await (
      await subject.store.append('case-a', 0, [whole, bare])
    ).durable;
    const read = await subject.store.readStream('case-a');
    expect(read).toEqual([whole, bare].map((event, i) => ({ ...event, position: read[i]?.position })));
  });
}

function upcasting(subject: Subject): void {
  it('brings old shapes to the newest before any consumer sees them, and leaves what is stored alone', async () => {
    const old = (stream: string) => anEvent(stream, 1, { type: 'GrantPaid', data: { yuan: 12 } });
    await (
      await subject.store.append('case-a', 0, [old('case-a')])
    ).durable;
    await kept(subject.store, 'case-b', 0);
    await subject.store.close();
    const upcasters = new Upcasters([
      { type: 'GrantPaid', from: 2, upcast: ({ data }) => ({ ...(data as object), currency: 'CNY' }) },
      { type: 'GrantPaid', from: 1, upcast: ({ data }) => ({ amountFen: (data as { yuan: number }).yuan * 100 }) },
    ]);
    subject.store = await subject.log.open(upcasters);
    const newest = { type: 'GrantPaid', schemaVersion: 3, data: { amountFen: 1200, currency: 'CNY' } };
    const delivered = await new Promise<unknown>((resolve) => {
      subject.store.subscribe(0, ({ events }) => resolve(events[0]));
    });
    expect((await subject.store.readStream('case-a'))[0]).toMatchObject(newest);
    expect((await subject.store.readStream('case-a', { backwards: true }))[0]).toMatchObject(newest);
    expect((await subject.store.readAll(0, 1)).events[0]).toMatchObject(newest);
    expect(delivered).toMatchObject(newest);
    expect((await subject.store.readStream('case-b'))[0]).toMatchObject(anEvent('case-b', 1));
    await subject.store.close();
    subject.store = await subject.log.open();
    expect((await subject.store.readStream('case-a'))[0]).toMatchObject(old('case-a'));
  });
}
