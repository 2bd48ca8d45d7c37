/** D3: a claim of which nothing was heard for so long may be taken over. Whoever holds it steps back well before, so the two never meet. */
export const TAKE_OVER_AFTER_MS = 30_000;
/** The last moment for a step under a claim that was not renewed: what is on its way to the store then has ten seconds to arrive. */
export const GIVE_UP_AFTER_MS = 20_000;
/** A claim older than this is renewed before the next step. */
export const RENEW_AFTER_MS = 10_000;
