import { allCommands } from '@ledger/streams';
import { commandRoutes } from './command-routes';

const pathOf = (name: string): string | undefined => commandRoutes.find(({ spec }) => spec.name === name)?.path;

describe('where commands are given', () => {
  it('every command has one address, and no two the same', () => {
    expect(commandRoutes.map(({ spec }) => spec.name)).toEqual(allCommands.map(({ name }) => name));
    expect(new Set(commandRoutes.map(({ path }) => path)).size).toBe(allCommands.length);
  });

  it('an address names the task and its subject', () => {
    expect(pathOf('RecordFirstReview')).toBe('cases/:caseId/first-review');
    expect(pathOf('StartClass')).toBe('classes/:classId/start');
    expect(pathOf('MakeBatch')).toBe('batches/make');
    expect(pathOf('DelistOrganisation')).toBe('organisations/:uscc/delist');
  });

  it('no personal value stands in an address', () => {
    const personal = commandRoutes.filter(
      ({ parameter }) => parameter !== undefined && /idNumber|name|phone/i.test(parameter),
    );
    expect(personal).toEqual([]);
    expect(pathOf('RegisterPerson')).toBe('persons/register');
  });

  it('what the address says is not asked for in the body', () => {
    for (const { parameter, body } of commandRoutes.filter((route) => route.parameter !== undefined)) {
      expect(Object.keys(body.properties ?? {})).not.toContain(parameter);
      expect(body['required'] ?? []).not.toContain(parameter);
    }
  });
});
