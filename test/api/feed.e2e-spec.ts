import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@ledger/kernel';
import { simulated, Workplace, type ProgrammeLine } from '../cli/run-ledger';
import { Random } from '@ledger/simulation';
import { Caller } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(240_000);

const LEARNERS = 30;
const RESUMPTIONS = 100;
const AT_ONCE = 16;

const auditor: Actor = { id: 'auditor-1', role: 'AUDITOR', unit: 'XC' };

interface Fed {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly unit: string;
  readonly data: unknown;
}

const place = new Workplace();
let service: RunningService;
let caller: Caller;
let lines: ProgrammeLine[] = [];

beforeAll(async () => {
  lines = await simulated(place.at('programme.ndjson'), LEARNERS);
  service = await RunningService.on(join(place.folder, 'data'));
  caller = await Caller.of(service);
});

afterAll(async () => {
  await service.stop();
  place.clear();
});

/** Reads events from a position until so many have come or the connection is cut on purpose. */
async function listen(after: number, most: number, actor = auditor, query = ''): Promise<readonly Fed[]> {
  const cut = new AbortController();
  const response = await fetch(`${service.url}/api/v1/events?${query}`, {
    headers: {
      authorization: `Bearer ${await caller.token(actor)}`,
      accept: 'text/event-stream',
      'last-event-id': String(after),
    },
    signal: cut.signal,
  });
  expect(response.status).toBe(200);
  const seen: Fed[] = [];
  let rest = '';
  try {
    for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + bytes).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined && seen.length < most) seen.push(JSON.parse(data) as Fed);
      }
      if (seen.length >= most) break;
    }
  } finally {
    cut.abort();
  }
  return seen;
}

async function poll(actor: Actor, after: number, query = ''): Promise<{ events: readonly Fed[]; next: number }> {
  const response = await fetch(`${service.url}/api/v1/events?after=${after}&limit=1000${query}`, {
    headers: { authorization: `Bearer ${await caller.token(actor)}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { events: readonly Fed[]; next: number };
}

/** Everything that somebody is given, poll after poll. */
async function everything(actor: Actor, query = ''): Promise<readonly Fed[]> {
  const all: Fed[] = [];
  for (let after = 0; ;) {
    const { events, next } = await poll(actor, after, query);
    if (next === after) return all;
    all.push(...events);
    after = next;
  }
}

describe('the feed of events', () => {
  it(`is resumed ${RESUMPTIONS} times at random while commands are given, without gap or repeat`, async () => {
    const random = new Random(2019);
    let given = 0;
    const giving = (async () => {
      // Orders of one person's acts matter little here: refusals are events too.
      for (let from = 0; from < lines.length; from += AT_ONCE)
        await Promise.all(
          lines.slice(from, from + AT_ONCE).map(async ({ id, at, actor, command, data }) => {
            await caller.give(actor, command, data, id, { 'business-time': at });
            given++;
          }),
        );
    })();
    const seen: number[] = [];
    for (let resumed = 0; resumed < RESUMPTIONS; resumed++) {
      const events = await listen(seen.at(-1) ?? 0, random.int(1, 8));
      seen.push(...events.map(({ position }) => position));
    }
    await giving;
    expect(given).toBe(lines.length);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => i + 1));
    expect(seen.length).toBeGreaterThan(RESUMPTIONS);
  });

  it('gives each unit, organisation and learner theirs only, and nobody a personal value', async () => {
    const all = await everything(auditor);
    const unit = all.find(({ stream }) => stream.startsWith('case-'))?.unit ?? '';
    const clerk: Actor = { id: 'clerk-9', role: 'CLERK', unit };
    const theirs = await everything(clerk);
    expect(theirs.map(({ position }) => position)).toEqual(
      all.filter((each) => each.unit === unit && !each.stream.startsWith('command-')).map(({ position }) => position),
    );
    const filed = lines.find(({ command }) => command === 'FileClass')!;
    const institution: Actor = { id: 'school', role: 'INSTITUTION', unit: String(filed.data['institution']) };
    const own = await everything(institution);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(all.length);
    expect(own.filter(({ stream }) => /^(command|fund|batch|policy|catalogue|person)-/.test(stream))).toEqual([]);
    const numbers = new Set(
      [...readFileSync(place.at('programme.ndjson'), 'utf8').matchAll(/"idNumber":"(\w+)"/g)].map(
        ([, number]) => number,
      ),
    );
    const told = JSON.stringify(all);
    expect([...numbers].filter((number) => told.includes(number!))).toEqual([]);
    expect(told).not.toContain('"cipher"');
  });

  it('is filtered by kind, type and unit', async () => {
    const all = await everything(auditor);
    const cases = all.filter(({ stream, type }) => stream.startsWith('case-') && type === 'ClaimSubmitted');
    expect(cases.length).toBeGreaterThan(0);
    expect(await everything(auditor, '&kinds=case&types=ClaimSubmitted')).toEqual(cases);
  });

  it('a poll waits for what comes next', async () => {
    const { next } = await poll(auditor, 0);
    const head = (await everything(auditor)).at(-1)?.position ?? next;
    const waiting = poll(auditor, head, '&waitMs=20000');
    await caller
      .give({ id: 'nobody', role: 'LEARNER', unit: 'XC' }, 'RegisterPerson', {}, 'not-signed-in-1')
      .catch(() => undefined);
    const clerk: Actor = { id: 'clerk-8', role: 'CLERK', unit: 'XC-411002' };
    // Refused by rule: a fact, and so an event.
    await caller.give(
      clerk,
      'SetParameter',
      lines.find(({ command }) => command === 'SetParameter')!.data,
      'refused-0001',
    );
    expect((await waiting).events).toMatchObject([{ position: head + 1, type: 'CommandRefused' }]);
  });

  it('refuses a position that there is not, and a token that has ended', async () => {
    const authorization = `Bearer ${await caller.token(auditor)}`;
    const ahead = await fetch(`${service.url}/api/v1/events?after=99999999`, { headers: { authorization } });
    expect(ahead.status).toBe(400);
    const nobody = await fetch(`${service.url}/api/v1/events`, { headers: { accept: 'text/event-stream' } });
    expect(nobody.status).toBe(401);
  });
});
