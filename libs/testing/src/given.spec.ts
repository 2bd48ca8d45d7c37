import {
  accept,
  defineCommand,
  event,
  factOf,
  type LedgerEvent,
  type Loaded,
  PersonId,
  refuse,
  type StreamType,
} from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { actor } from './actors';
import { pseudonymOf, sealedFor } from './fake-keyed';
import { given } from './given';
import { by, stateOf, uuid } from './recorded';

/** A shelf with room for two books, for trying the kit on. */
interface Shelf {
  books: { title: string; commandId: string }[];
}

const NO_ROOM = { ruleId: 'A-071', clause: '二(三)2', zh: '没有空位', en: 'there is no room' };

const shelfStream: StreamType<Shelf> = {
  prefix: 'shelf',
  stateVersion: 1,
  initial: () => ({ books: [] }),
  evolve: (state, { type, data }: LedgerEvent) => {
    if (type === 'BookPut') state.books.push(data as Shelf['books'][number]);
    return state;
  },
  effects: {
    put: (data: { title: string }, state, { commandId }) =>
      state.books.length < 2 ? { events: [event('BookPut', { title: data.title, commandId })] } : { refusal: NO_ROOM },
  },
};

class LendBook {
  @IsIn(['Red', 'Blue']) title!: string;
  @PersonId() @IsIn(['411002190101010006']) reader!: string;
}

const lendBook = defineCommand<LendBook, LendBook, Shelf, { other: Loaded<Shelf>; unasked: undefined }, string>({
  name: 'LendBook',
  zh: '借书',
  en: 'Lend a book',
  shape: LendBook,
  stream: shelfStream,
  target: () => 'a',
  needs: () => ({ other: { type: shelfStream, id: 'b' } }),
  reveal: (command) => [command.reader as never],
  derive: (_command, _state, _facts, _keyed, revealed) => String(revealed[0]?.length),
  subject: () => ({ unit: 'XC-SBJ' }),
  decide: (command, state, { facts, derived, commandId }) => {
    if (state.books.length === 0) return refuse(NO_ROOM);
    const own = facts.other.state.books.filter((book) => book.commandId === commandId).length;
    return accept(
      event('BookLent', { title: command.title, derived, own, reader: command.reader, unasked: typeof facts.unasked }),
      {
        before: [{ stream: 'shelf-b', effect: 'put', data: { title: command.title } }],
        evidence: { rules: [], facts: [factOf(facts.other, 'books', facts.other.state.books.length)] },
      },
    );
  },
  after: () => [{ stream: 'shelf-c', effect: 'put', data: { title: 'x' } }],
});

const ID = '411002190101010006';
const red = { title: 'Red', reader: ID };
const LENDER = actor('CLERK', 'XC-SBJ');
const put = event('BookPut', { title: 'Red', commandId: uuid(7) });

describe('the given/when/then kit', () => {
  it('runs a command as the runner does: sealed, revealed, reserved, and decided again with its reservation in sight', () => {
    given(shelfStream, put)
      .facts({ unasked: { books: [] } })
      .when(lendBook, red, { actor: LENDER })
      .then({
        type: 'BookLent',
        data: { title: 'Red', derived: '18', own: 1, reader: sealedFor(pseudonymOf(ID), ID), unasked: 'undefined' },
      })
      .thenBefore({ stream: 'shelf-b', effect: 'put' })
      .thenAfter({ stream: 'shelf-c' });
  });

  it('refuses when a reservation is refused, and when the decision is no', () => {
    const full = { books: [1, 2].map((n) => ({ title: 'x', commandId: uuid(n + 10) })) };
    given(shelfStream, put)
      .facts({ other: full })
      .when(lendBook, red, { actor: LENDER })
      .thenRefused('A-071', /no room/);
    given(shelfStream)
      .when(lendBook, red, { actor: LENDER })
      .thenRefused('A-071', /没有空位/);
  });

  it('stops at a wrong shape', () => {
    given(shelfStream, put)
      .when(lendBook, { ...red, title: 'Green' }, { actor: LENDER })
      .thenInvalid('title');
  });

  it('counts versions, moves time on and keeps who acted', () => {
    const [first, second] = given(shelfStream, by(LENDER, put), put).events;
    expect(first).toMatchObject({ version: 1, actor: LENDER, occurredAt: '2020-01-01T00:00:00.000Z' });
    expect(second).toMatchObject({ version: 2, occurredAt: '2020-01-01T00:01:00.000Z' });
  });

  it('carries an effect into the stream', () => {
    const once = given(shelfStream).whenEffect('put', { title: 'Red' }).next;
    expect(once.state.books).toHaveLength(1);
    once.whenEffect('put', { title: 'Blue' }).next.whenEffect('put', { title: 'Red' }).thenRefused('A-071');
  });

  it('fails where a spec expects the wrong thing', () => {
    const outcome = given(shelfStream, put).when(lendBook, red, { actor: LENDER });
    expect(() => outcome.then(put)).toThrow(/BookLent/);
    expect(() => outcome.thenRefused('A-071')).toThrow(/accepted/);
    expect(() => given(shelfStream).when(lendBook, red, { actor: LENDER }).then(put)).toThrow(/refused by A-071/);
    expect(() => given(shelfStream).when(lendBook, red, { actor: LENDER }).thenRefused('A-07')).toThrow(/A-07/);
  });

  it('freezes what it gives, so that evolve cannot change an event', () => {
    const state = stateOf(shelfStream, put);
    expect(() => Object.assign(state.books[0]!, { title: 'Blue' })).toThrow(/read only/);
  });
});
