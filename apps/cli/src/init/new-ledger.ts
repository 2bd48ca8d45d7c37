import type { NewLedger } from '@ledger/runtime';
import { EXIT } from '../frame/exit-codes';
import { CallRefused } from '../frame/problem';

/** A ledger to be made. A real one goes live when it is made, unless another instant is given. */
export function newLedger(clock: string | undefined, goLive: string | undefined): NewLedger {
  if (clock === 'simulated') {
    if (goLive !== undefined)
      throw new CallRefused(
        'go-live-simulated',
        { zh: '模拟台账没有启用时刻。', en: 'A simulated ledger has no go-live.' },
        EXIT.usage,
      );
    return { clock };
  }
  return { clock: 'real', goLive: goLive ?? new Date().toISOString() };
}
