import { readFileSync } from 'node:fs';
import type { Actor } from '@ledger/kernel';
import { Workplace } from '../cli/run-ledger';
import { Caller, type Heard } from './caller';
import { RunningService } from './running-service';

jest.setTimeout(60_000);

const CLERK: Actor = { id: 'clerk-1', role: 'CLERK', unit: 'XC-411002' };
const OTHER: Actor = { ...CLERK, id: 'clerk-2' };

const place = new Workplace();
const folder = place.at('data');
let service: RunningService;
let caller: Caller;

beforeAll(async () => {
  service = await RunningService.on(folder);
  caller = await Caller.of(service);
});
afterAll(async () => {
  await service?.stop();
  place.clear();
});

async function post(path: string, body: object, actor = CLERK): Promise<Heard> {
  const headers = { authorization: `Bearer ${await caller.token(actor)}`, 'content-type': 'application/json' };
  return caller.post(`/api/v1/${path}`, JSON.stringify(body), headers);
}

const saved = async (actor = CLERK): Promise<unknown> => (await caller.ask(actor, 'saved-filters')).body['rows'];

describe('filters that people keep', () => {
  const mine = { name: '待付款', question: 'cases', filters: { status: 'confirmed,owed', sort: '-since', limit: 50 } };

  it('are given back to whom they belong, after a restart too, and to nobody else', async () => {
    expect((await post('saved-filters', mine)).status).toBe(200);
    expect(
      (await post('saved-filters', { name: '待办', question: 'queue', filters: { queue: 'first-review' } })).status,
    ).toBe(200);
    await service.stop();
    service = await RunningService.again(folder);
    caller = await Caller.of(service);
    expect(await saved()).toMatchObject([mine, { name: '待办' }]);
    expect(await saved(OTHER)).toEqual([]);
    expect(await saved({ ...CLERK, unit: 'XC' })).toEqual([]);
  });

  it('are what the list takes, as it stands', async () => {
    const rows = (await saved()) as { readonly name: string; readonly filters: object }[];
    const filters = rows.find(({ name }) => name === mine.name)?.filters ?? {};
    expect((await caller.ask(CLERK, 'cases', filters)).status).toBe(200);
  });

  it.each([
    ['a field that the list does not have', { filters: { district: 'XC' } }, 400],
    ['a value that the list does not take', { filters: { sort: 'name' } }, 400],
    ['something nested', { filters: { status: { a: 1 } } }, 400],
    ['a prototype', { filters: JSON.parse('{"constructor": {"prototype": 1}}') as object }, 400],
    ['a person', { filters: { person: '0'.repeat(32) } }, 400],
    ['a personal value', { filters: { idNumber: '411002190001010017' } }, 400],
    ['a place in a list', { filters: { cursor: 'x' } }, 400],
    ['no filters', { filters: 'status=paid' }, 400],
    ['a name that holds a number of a person', { name: '411002190001010017' }, 400],
    ['a search by personal values', { question: 'case-search', filters: { name: '张三', purpose: 'x' } }, 404],
    ['a list that may not be seen', { question: 'refusals', filters: {} }, 403],
    ['no such list', { question: 'constructor', filters: {} }, 404],
  ])('do not hold %s', async (_, wrong, status) => {
    const heard = await post('saved-filters', { ...mine, name: '不可保存', ...wrong });
    expect([heard.status, heard.body['type']]).toEqual([status, expect.stringContaining('/problems/')]);
    expect(JSON.stringify(await saved())).not.toContain('不可保存');
  });

  it('can be forgotten, by their owner', async () => {
    expect((await post('saved-filters/forget', { name: '待办' }, OTHER)).body).toEqual({
      name: '待办',
      wasKept: false,
    });
    expect((await post('saved-filters/forget', { name: '待办' })).body).toEqual({ name: '待办', wasKept: true });
    expect(await saved()).toMatchObject([mine]);
  });

  it('stand in a file of their own, without a personal value', () => {
    const bytes = readFileSync(`${folder}/saved-filters.db`).toString('latin1');
    expect(bytes).not.toContain('411002190001010017');
  });
});
