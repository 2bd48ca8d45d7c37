import { allCommands } from '../commands';
import { WHO_MAY } from './who-may.table';

const rows = new Map(WHO_MAY.map((row) => [row.command, row]));

describe('the table of powers and the commands', () => {
  it('every command has a row, so that none is open to nobody or to all by oversight (A-083)', () => {
    expect(allCommands.map(({ name }) => name).filter((name) => !rows.has(name))).toEqual([]);
  });

  it('every row names a command that exists', () => {
    const known = new Set(allCommands.map(({ name }) => name));
    expect(WHO_MAY.map(({ command }) => command).filter((command) => !known.has(command))).toEqual([]);
  });

  it('both call a command by the same Chinese name', () => {
    const differing = allCommands.filter(({ name, zh }) => rows.has(name) && rows.get(name)?.zh !== zh);
    expect(differing.map(({ name, zh }) => `${name} ${zh}`)).toEqual([]);
  });
});
