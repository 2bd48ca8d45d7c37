import { fails, holds, type EventRef, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import type { CatalogueState, Listed } from '../catalogue.state';
import { catalogueStream } from '../catalogue.stream';

const RULE = { ruleId: 'A-084', clause: '三(二)' } as const;

/** What the rules on one entry of a catalogue look at. */
export interface EntryMatter {
  readonly command: { readonly document: { readonly number: string; readonly issuedOn: string } };
  readonly state: CatalogueState;
  readonly context: { readonly today: string };
}

export type PolicyFacts = { policy: Loaded<PolicyState> };

/** One kind of entry, and how a command names it. */
export interface EntryKind<E> {
  readonly zh: string;
  readonly en: string;
  idOf(matter: E): string;
  listedIn(state: CatalogueState, id: string): Listed<unknown> | undefined;
}

/** an id never comes to mean something else; what was withdrawn as an error may be listed anew. */
export const idIsFree = <E>(kind: EntryKind<E>): Rule<EntryMatter & E> => ({
  ...RULE,
  judge(matter) {
    const id = kind.idOf(matter);
    const listed = kind.listedIn(matter.state, id);
    if (!listed || listed.withdrawn) return holds(id);
    return fails(
      `${kind.zh} ${id} 已在目录（自 ${listed.listedFrom}）；如有误请先撤回原条目，移出目录后再列入的请另取编号。`,
      `${capital(kind.en)} ${id} has been in the catalogue since ${listed.listedFrom}; withdraw that entry if it is wrong, or use a new id to list again.`,
      id,
    );
  },
});

/** nothing is listed or de-listed from a day before its document, so that no class is made good afterwards. */
export const notBeforeItsDocument = <M extends EntryMatter>(dayOf: (matter: M) => string): Rule<M> => ({
  ...RULE,
  judge(matter) {
    const { issuedOn, number } = matter.command.document;
    const day = dayOf(matter);
    if (day >= issuedOn) return holds(day);
    return fails(
      `生效日 ${day} 早于文件 ${number} 的印发日期 ${issuedOn}；请改为印发日期或以后。`,
      `It would hold from ${day}, before document ${number} was issued on ${issuedOn}; use that day or a later one.`,
      day,
    );
  },
});

export const isListed = <E>(kind: EntryKind<E>): Rule<EntryMatter & E> => ({
  ...RULE,
  judge(matter) {
    const id = kind.idOf(matter);
    const listed = kind.listedIn(matter.state, id);
    if (listed && !listed.withdrawn) return holds(id);
    return fails(
      listed ? `${kind.zh} ${id} 的条目已撤回；请核对编号。` : `目录中没有${kind.zh} ${id}；请核对编号。`,
      listed
        ? `The entry of ${kind.en} ${id} was withdrawn; check its id.`
        : `The catalogue has no ${kind.en} ${id}; check its id.`,
      id,
    );
  },
});

export const isNotDelisted = <E>(kind: EntryKind<E>): Rule<EntryMatter & E> => ({
  ...RULE,
  judge(matter) {
    const id = kind.idOf(matter);
    const delistedFrom = kind.listedIn(matter.state, id)?.delistedFrom;
    if (delistedFrom === undefined) return holds(id);
    return fails(
      `${kind.zh} ${id} 已自 ${delistedFrom} 起移出目录；日期有误的，请先撤回该次移出。`,
      `${capital(kind.en)} ${id} was de-listed from ${delistedFrom}; if the day is wrong, withdraw the de-listing first.`,
      delistedFrom,
    );
  },
});

export const endsAfterItBegan = <E, M extends E>(
  kind: EntryKind<E>,
  dayOf: (matter: M) => string,
): Rule<EntryMatter & M> => ({
  ...RULE,
  judge(matter) {
    const listed = kind.listedIn(matter.state, kind.idOf(matter));
    const day = dayOf(matter);
    if (!listed || day > listed.listedFrom) return holds(day);
    return fails(
      `移出日 ${day} 不晚于列入日 ${listed.listedFrom}；列入本身有误的，请撤回列入。`,
      `It would be de-listed on ${day}, not after it was listed on ${listed.listedFrom}; if the listing was an error, withdraw it.`,
      day,
    );
  },
});

export const isDelisted = <E>(kind: EntryKind<E>): Rule<EntryMatter & E> => ({
  ...RULE,
  judge(matter) {
    const id = kind.idOf(matter);
    const delistedFrom = kind.listedIn(matter.state, id)?.delistedFrom;
    if (delistedFrom !== undefined) return holds(delistedFrom);
    return fails(
      `${kind.zh} ${id} 没有移出目录，无可撤回；请核对编号。`,
      `${capital(kind.en)} ${id} was not de-listed, so there is nothing to withdraw; check its id.`,
      id,
    );
  },
});

/** The event of the catalogue's own stream that a compensating one corrects. */
export const correctsEntry = (id: 'PROJECT' | 'OCCUPATION', version: number | undefined): { corrects?: EventRef } =>
  version === undefined ? {} : { corrects: { stream: `${catalogueStream.prefix}-${id}`, version } };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
