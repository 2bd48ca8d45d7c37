import { setImmediate as turn } from 'node:timers/promises';
import { Turns } from './turns';

describe('commands that come', () => {
  it('one by one are each told so, whatever time lies between', async () => {
    const turns = new Turns();
    for (let n = 0; n < 3; n++) {
      expect(turns.isQuiet()).toBe(true);
      await turn();
    }
  });

  it('several in a turn are not, and the first of the turn after neither', async () => {
    const turns = new Turns();
    expect([turns.isQuiet(), turns.isQuiet(), turns.isQuiet()]).toEqual([true, false, false]);
    await turn();
    expect([turns.isQuiet(), turns.isQuiet()]).toEqual([false, false]);
    await turn();
    expect(turns.isQuiet()).toBe(false);
    await turn();
    expect(turns.isQuiet()).toBe(true);
  });
});
