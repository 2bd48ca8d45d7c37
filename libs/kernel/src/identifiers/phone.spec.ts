import { parsePhone } from './phone';

describe('telephone numbers (C.7)', () => {
  it.each([
    ['13900001234', '13900001234'],
    ['+86 139-0000-1234', '13900001234'],
    ['0086 13900001234', '13900001234'],
    ['１９９００００１２３４', '19900001234'],
  ])('reads the mobile number %s', (raw, normalised) => {
    expect(parsePhone(raw)).toEqual({ ok: true, normalised, kind: 'MOBILE' });
  });

  it.each([
    ['0374-2961234', '03742961234'],
    ['03742961234', '03742961234'],
    ['010-12345678', '01012345678'],
  ])('reads the landline number %s', (raw, normalised) => {
    expect(parsePhone(raw)).toEqual({ ok: true, normalised, kind: 'LANDLINE' });
  });

  it.each([
    '',
    '12900001234',
    '1390000123',
    '139000012345',
    '374-2961234',
    '0374-296123',
    '00374-2961234',
    '13900001234转2',
    '139 0000 x234',
    '+1 13900001234',
  ])('refuses %p', (raw) => {
    expect(parsePhone(raw).ok).toBe(false);
  });
});
