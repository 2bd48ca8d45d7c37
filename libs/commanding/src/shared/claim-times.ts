/** D3: a claim of which nothing was heard for so long may be taken over. Whoever holds it steps back well before, so the two never meet. */
export const TAKE_OVER_AFTER_MS = 30_000;
/** The last moment to begin a step under a claim that was not renewed. */
export const GIVE_UP_AFTER_MS = 15_000;
/** A claim older than this is renewed before the next step. */
export const RENEW_AFTER_MS = 8_000;

/**
 * How long one append to a shared log may take, all its tries together: none that began under a claim may still arrive when the
 * claim is another's.
 */
export const APPEND_PATIENCE = { deadlineMs: 3_000, giveUpAfterMs: 10_000 } as const;
