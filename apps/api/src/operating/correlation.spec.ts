import { callersSpan, correlationOf } from './correlation';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const OWN = '0190a3b2-7c1d-7e2f-8a3b-4c5d6e7f8092';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the correlation id of a request', () => {
  it('is the caller’s own, whatever trace the caller is in', () => {
    const headers = { 'x-correlation-id': OWN.toUpperCase(), traceparent: `00-${TRACE}-${SPAN}-01` };
    expect(correlationOf(headers)).toBe(OWN);
  });

  it('is the 16 bytes of the caller’s trace where the caller names no other', () => {
    const uuid = '4bf92f35-77b3-4da6-a3ce-929d0e0e4736';
    expect(correlationOf({ traceparent: `00-${TRACE}-${SPAN}-00` })).toBe(uuid);
    expect(correlationOf({ traceparent: `00-${TRACE}-${SPAN}-01`, 'x-correlation-id': 'no uuid' })).toBe(uuid);
  });

  it('is a new one each time where neither is given', () => {
    const [one, other] = [correlationOf({}), correlationOf({ 'x-correlation-id': '110101199003078534' })];
    expect(one).toMatch(UUID);
    expect(other).toMatch(UUID);
    expect(one).not.toBe(other);
  });
});

describe('a traceparent', () => {
  it('of a later version may say more at its end', () => {
    expect(callersSpan({ traceparent: `cc-${TRACE}-${SPAN}-01-what-comes` })).toEqual({ traceId: TRACE, spanId: SPAN });
  });

  it.each([
    ['the version that must not be', `ff-${TRACE}-${SPAN}-01`],
    ['more than version 00 has', `00-${TRACE}-${SPAN}-01-more`],
    ['capital letters', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['somebody’s number', '110101199003078534'],
  ])('with %s is none', (_what, traceparent) => {
    expect(callersSpan({ traceparent })).toBeUndefined();
    expect(correlationOf({ traceparent }).replaceAll('-', '')).not.toBe(TRACE);
  });
});
