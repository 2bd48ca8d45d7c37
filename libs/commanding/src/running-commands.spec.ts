import { RunningCommands } from './running-commands';

const settled = async (promise: Promise<void>): Promise<boolean> => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

describe('commands that wait for each other', () => {
  it('a waiting command hears of the other’s end', async () => {
    const running = new RunningCommands();
    const endA = running.begin('a');
    running.begin('b');
    running.reserved('a', 'case-1');
    const waiting = running.waitFor('b', 'a');
    expect(await settled(waiting)).toBe(false);
    endA();
    expect(await settled(waiting)).toBe(true);
  });

  it('of two that would wait for each other, the one that gives back lets the other go on', async () => {
    const running = new RunningCommands();
    running.begin('a');
    running.begin('b');
    running.reserved('a', 'case-1');
    running.reserved('b', 'case-2');
    const b = running.waitFor('b', 'a');
    expect(running.wouldCircle('a', 'b')).toBe(true);
    running.givenBack('a', 'case-1');
    const a = running.waitFor('a', 'b');
    expect(await settled(b)).toBe(true);
    expect(await settled(a)).toBe(false);
    expect(running.reserverOn(['case-1', 'case-2'], 'b')).toBeUndefined();
  });
});
