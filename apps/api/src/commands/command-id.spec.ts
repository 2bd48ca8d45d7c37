import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isUuid, type Actor } from '@ledger/kernel';
import { commandId as withDigest } from './command-id';

const digest = (text: string): string => createHmac('sha256', 'a key of the vault').update(text).digest('hex');
const commandId = (who: Actor, key: string | undefined) => withDigest(who, key, digest);
const clerk = { id: 'clerk-1', role: 'CLERK', unit: 'XC-411002' };

describe('the id of a command', () => {
  it('is the same for the same client and key, quoted or not, and a UUID', () => {
    expect(commandId(clerk, 'order-0001')).toBe(commandId({ ...clerk }, '"order-0001"'));
    fc.assert(fc.property(fc.uuid(), (key) => isUuid(commandId(clerk, key) ?? '')));
  });

  it('differs from client to client and from key to key', () => {
    const others = [
      commandId({ ...clerk, id: 'clerk-2' }, 'order-0001'),
      commandId({ ...clerk, role: 'REVIEWER' }, 'order-0001'),
      commandId({ ...clerk, unit: 'XC-411003' }, 'order-0001'),
      commandId(clerk, 'order-0002'),
    ];
    expect(new Set([commandId(clerk, 'order-0001'), ...others]).size).toBe(5);
  });

  it('is none without a key, or with what is none', () => {
    for (const key of [undefined, '', 'short', 'x'.repeat(256), 'with space', '键键键键键键键键'])
      expect(commandId(clerk, key)).toBeUndefined();
  });
});
