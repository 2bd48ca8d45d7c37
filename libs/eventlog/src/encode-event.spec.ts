import { createHash } from 'node:crypto';
import type { RecordedEvent } from '@ledger/kernel';
import { anEvent } from './contract';
import { encodeEvent, hashOfText } from './encode-event';

describe('the canonical bytes of an event', () => {
  const event = anEvent('case-a', 3, { reason: '证书等级录入有误', data: { b: 1, a: [true, null], note: '𠮷' } });

  it('are frozen: a change would make every hash that was ever given away wrong', () => {
    const { text, hash } = encodeEvent(event);
    expect(text).toBe(
      '{"actor":{"id":"reviewer-1","role":"REVIEWER","unit":"XC-WD"},' +
        `"causationId":"${event.causationId}",` +
        `"command":{"digest":"${'ab'.repeat(32)}","id":"${event.command.id}","name":"RecordFirstReview"},` +
        `"correlationId":"${event.correlationId}","data":{"a":[true,null],"b":1,"note":"𠮷"},"id":"${event.id}",` +
        '"occurredAt":"2020-03-02T01:30:00.000Z","policyVersion":"policy-main@1","reason":"证书等级录入有误",' +
        '"recordedAt":"2020-03-02T01:30:00.000Z","schemaVersion":1,"stream":"case-a","type":"FirstReviewRecorded",' +
        '"unit":"XC-WD","version":3}',
    );
    expect(hash.toString('hex')).toBe('9f429b360028e3a5c0555be158b2681406cbc41de50dcf9909a7deb7ab66cebe');
  });

  it('are hashed as UTF-8 with SHA-256', () => {
    const { text, hash } = encodeEvent(event);
    expect(hash.equals(createHash('sha256').update(Buffer.from(text, 'utf8')).digest())).toBe(true);
    expect(hash.equals(hashOfText(text))).toBe(true);
  });

  it('leave out the position, which belongs to one log only', () => {
    const recorded: RecordedEvent = { ...event, position: 17 };
    expect(encodeEvent(recorded)).toEqual(encodeEvent(event));
  });

  it('refuse an event that is too large to be read back together with others', () => {
    const large = anEvent('case-a', 1, { data: { note: 'x'.repeat(2 * 1024 * 1024) } });
    expect(() => encodeEvent(large)).toThrow(RangeError);
  });
});
