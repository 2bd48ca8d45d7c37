import 'reflect-metadata';
import { allCommands } from '@ledger/streams';
import { commandSchema, type Schema } from './command-schema';

const schema = commandSchema();
const defs = schema['$defs'] as Readonly<Record<string, Schema>>;

describe('the schema of the commands', () => {
  it('has one line for each command, with the data of that command', () => {
    const lines = schema['oneOf'] as readonly Schema[];
    expect(lines.map(({ properties }) => properties?.['command']?.['const'])).toEqual(
      allCommands.map(({ name }) => name),
    );
    for (const { properties } of lines) {
      const ref = String(properties?.['data']?.['$ref']).replace('#/$defs/', '');
      expect(defs[ref]?.['type']).toBe('object');
      expect(defs[ref]?.['title']).toBe(properties?.['command']?.['const']);
    }
  });

  it('refers to nothing that it does not hold', () => {
    const refs = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)].map(([, name]) => name ?? '');
    expect(refs.filter((name) => !(name in defs))).toEqual([]);
  });

  it('takes no member that validation refuses', () => {
    expect(Object.values(defs).filter((each) => each['additionalProperties'] !== false)).toEqual([]);
  });

  it('says bounds, fen, dates and which values are personal', () => {
    const { properties } = defs['SubmitClaim'] ?? {};
    expect(properties?.['amountFen']).toEqual({ type: 'integer', minimum: 1, maximum: 100_000_000_000 });
    expect(properties?.['accountNumber']).toMatchObject({ 'x-personal': 'personal', maxLength: 50 });
    expect(defs['RegisterPerson']?.properties?.['idNumber']).toMatchObject({ 'x-personal': 'person-id' });
  });

  it('says in both languages what each command is, and who may give it', () => {
    for (const spec of allCommands) {
      const def = defs[spec.shape.name];
      expect(def?.['description']).toMatch(/\p{Script=Han}.*: \w/u);
      expect(def?.['x-who-may']).toBeDefined();
    }
  });
});
