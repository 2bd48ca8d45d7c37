import type { StreamRef, StreamType } from '@ledger/kernel';
import { personEffects } from './person.effects';
import { evolvePerson } from './person.evolve';
import { initialPerson, type PersonState } from './person.state';

/** 个人 as a stream: a handful of events each, so no snapshot is kept. */
export const personStream: StreamType<PersonState> = {
  prefix: 'person',
  stateVersion: 1,
  initial: initialPerson,
  evolve: evolvePerson,
  effects: personEffects,
};

/** A person's stream by pseudonym. */
export const personRef = (pseudonym: string): StreamRef<PersonState> => ({ type: personStream, id: pseudonym });
