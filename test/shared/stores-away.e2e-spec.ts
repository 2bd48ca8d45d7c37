import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { makeIdNumber, type Actor } from '@ledger/kernel';
import type { Ledger } from '@ledger/runtime';
import { Caller, type Heard } from '../api/caller';
import { SharedPlace, untilTrue } from './shared-place';

/* A store that is away for a while under load. AWAY_S: longer, by hand. */

jest.setTimeout(300_000);

const AWAY_MS = 1_000 * Number(process.env['AWAY_S'] ?? 4);
const SENDERS = 12;
const CLERK: Actor = { id: 'clerk-411002-1', role: 'CLERK', unit: 'XC-411002' };
const AUDITOR: Actor = { id: 'auditor-city-1', role: 'AUDITOR', unit: 'XC' };

let place: SharedPlace;
let observer: Ledger;
let caller: Caller;
beforeAll(async () => {
  place = await SharedPlace.open();
  observer = await place.observer();
  await place.worker();
  const api = await place.api();
  caller = await Caller.of({ url: api.said.listening, folder: api.folder });
});
afterAll(async () => {
  await observer?.close();
  await place.close();
});

interface Told {
  readonly id: string;
  readonly at: number;
  readonly answer: Heard;
}

/** 人员 whom nobody has registered yet: commands that do not stand in each other's way. */
let people = 0;
function person(): object {
  const [n, day] = [people % 900, Math.floor(people / 900)];
  people++;
  const bornOn = new Date(Date.UTC(1980, 0, 1 + day)).toISOString().slice(0, 10);
  return { idNumber: makeIdNumber('411002', bornOn, n + 1), name: '张试验', phone: '15910000002' };
}

/** Clients that send one command after another, each under its key until it has its outcome. */
class Load {
  readonly told: Told[] = [];
  /** Ids of commands with an outcome. */
  readonly done = new Set<string>();
  private isOver = false;
  private readonly senders: Promise<void>[];

  constructor() {
    this.senders = Array.from({ length: SENDERS }, () => this.send());
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.senders);
  }

  since(at: number): readonly Told[] {
    return this.told.filter((each) => each.at >= at);
  }

  private async send(): Promise<void> {
    while (!this.isOver) {
      const [id, data] = [randomUUID(), person()];
      for (;;) {
        const answer = await caller.give(CLERK, 'RegisterPerson', data, id, {
          'business-time': '2019-02-01T01:00:00.000Z',
        });
        this.told.push({ id, at: performance.now(), answer });
        if (answer.status !== 503 && answer.status !== 409) break;
        await setTimeout(250);
      }
      this.done.add(id);
    }
  }
}

const statuses = (told: readonly Told[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { answer } of told) counts[answer.status] = (counts[answer.status] ?? 0) + 1;
  return counts;
};

/** How many registrations each command has in the log. */
async function written(): Promise<Map<string, number>> {
  const events = new Map<string, number>();
  for (let at = 0; ;) {
    const slice = await observer.parts.store.readAll(at, 1_000);
    for (const { type, command } of slice.events)
      if (type === 'PersonRegistered') events.set(command.id, (events.get(command.id) ?? 0) + 1);
    at = slice.next;
    if (slice.atEnd) return events;
  }
}

const until = (what: string, holds: () => boolean): Promise<number> => untilTrue(what, async () => holds(), 60_000);

describe('the event store away under load', () => {
  let load: Load;
  let awayFrom = 0;
  let backAt = 0;
  let recoveredMs = 0;
  beforeAll(async () => {
    load = new Load();
    await until('some commands are accepted', () => load.told.length > 50);
    awayFrom = performance.now();
    await place.order('events', 'POST', '/stop');
    await setTimeout(AWAY_MS);
    // The clients are told that it is away once the patience of an append is over.
    await until('somebody is told', () => load.since(awayFrom).some(({ answer }) => answer.status === 503));
    await place.order('events', 'POST', '/start');
    backAt = performance.now();
    recoveredMs = await until('a command is accepted', () =>
      load.since(backAt).some(({ answer }) => answer.status === 200),
    );
    const before = load.told.length;
    await until('more commands are accepted', () => load.told.length > before + 50);
    await load.end();
  });

  it('tells the clients 503 with Retry-After, and every command gets its one outcome in the end', () => {
    const refused = load.told.filter(({ answer }) => answer.status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { answer } of refused) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const others = load.told.filter(({ answer }) => ![200, 409, 503].includes(answer.status));
    expect(others).toEqual([]);
    console.log(
      `the event store away for ${((backAt - awayFrom) / 1000).toFixed(0)} s: ${JSON.stringify(statuses(load.told))}, first accepted ${(recoveredMs / 1000).toFixed(1)} s after its return`,
    );
  });

  it('loses no acknowledged command and does none twice', async () => {
    const events = await written();
    const ids = new Set(load.told.filter(({ answer }) => answer.status === 200).map(({ answer }) => answer.body['id']));
    expect(ids.size).toBe(load.done.size);
    for (const id of ids) expect([id, events.get(String(id))]).toEqual([id, 1]);
    expect(events.size).toBe(ids.size);
    expect(await observer.parts.store.openClaims()).toEqual([]);
  });

  it('recovers by itself: the views go on from where they were', async () => {
    const head = await observer.parts.store.head();
    await observer.parts.background.viewsSeen(head, 60_000);
    const { status } = await caller.ask(AUDITOR, 'organisations', { after: head, limit: 5 });
    expect(status).toBe(200);
  });
});

describe('the view store away under load', () => {
  it('lets commands go on, tells questions 503 and how stale they are, and catches up by itself', async () => {
    const load = new Load();
    await until('some commands are accepted', () => load.told.length > 20);
    await place.order('views', 'POST', '/election', { ms: AWAY_MS });
    const [from, before] = [performance.now(), load.told.length];
    const asked: Heard[] = [];
    while (performance.now() - from < AWAY_MS || load.told.length < before + 20)
      asked.push(await caller.ask(AUDITOR, 'organisations', { limit: 5 }));
    await load.end();
    const during = load.since(from);
    expect(statuses(during)).toEqual({ 200: during.length });
    for (const { status, headers } of asked) {
      if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      else
        expect(Number(headers.get('ledger-position'))).toBeGreaterThanOrEqual(
          Number(headers.get('ledger-views-position')),
        );
    }
    const head = await observer.parts.store.head();
    const caughtUpMs = await untilTrue(
      'the views have caught up',
      async () => (await observer.parts.background.viewsAt()) >= head,
      60_000,
    );
    const { headers } = await caller.ask(AUDITOR, 'organisations', { limit: 5 });
    expect(Number(headers.get('ledger-views-position'))).toBeGreaterThanOrEqual(head);
    console.log(
      `the view store away for ${AWAY_MS / 1000} s: ${during.length} commands accepted, questions ${JSON.stringify(statuses(asked.map((answer) => ({ id: '', at: 0, answer }))))}, caught up after ${(caughtUpMs / 1000).toFixed(1)} s`,
    );
  });
});
