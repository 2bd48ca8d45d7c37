import type { Context, EventBody } from '@ledger/kernel';

/** 更正指向: the event of this case that a compensating event corrects. */
export const correcting = (context: Context, version: number | undefined): Pick<EventBody, 'corrects'> =>
  version === undefined ? {} : { corrects: { stream: context.target.stream, version } };
