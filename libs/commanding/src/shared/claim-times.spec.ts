import { APPEND_PATIENCE, GIVE_UP_AFTER_MS, RENEW_AFTER_MS, TAKE_OVER_AFTER_MS } from './claim-times';

it('lets no step that began under a claim arrive when the claim may be another’s', () => {
  const longestAppendMs = APPEND_PATIENCE.giveUpAfterMs + APPEND_PATIENCE.deadlineMs;
  expect(GIVE_UP_AFTER_MS + longestAppendMs).toBeLessThan(TAKE_OVER_AFTER_MS);
  expect(RENEW_AFTER_MS).toBeLessThan(GIVE_UP_AFTER_MS);
});
