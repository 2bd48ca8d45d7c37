import { setupRequests } from '@ledger/reference';
import type { ProgrammeState } from './programme-state';
import type { Story } from './step';
import { at, staff } from './world';

/** 建账: policy, calendar, catalogues, organisations and the money, from the reference data, each on its day. */
export function* setUpStory(world: ProgrammeState): Story {
  for (const { on, role, command, data } of setupRequests())
    yield world.step(at(on, '08:00'), staff(role, 'XC'), command, data);
}
