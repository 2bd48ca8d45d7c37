import { fails, holds, type DocumentRef, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../policy.state';

export interface Documented {
  readonly command: { readonly document: DocumentRef };
  readonly context: { readonly today: string };
}

/** policy changes only by a document, and that document has been published in this ledger before. */
const documentIsPublished = <M extends Documented>(policyOf: (matter: M) => PolicyState): Rule<M> => ({
  ruleId: 'A-001',
  clause: '二(三)3',
  judge(matter) {
    const { number, issuedOn, sha256 } = matter.command.document;
    const { today } = matter.context;
    const known = publishedDocument(policyOf(matter), number);
    if (!known) {
      return fails(
        `文件 ${number} 尚未在本台账发布；请先发布该政策文件，再据此办理。`,
        `Document ${number} has not been published in this ledger; publish it first, then act on it.`,
        number,
      );
    }
    if (
      known.issuedOn !== issuedOn ||
      (sha256 !== undefined && known.sha256 !== undefined && sha256 !== known.sha256)
    ) {
      return fails(
        `文件 ${number} 与已发布的（${known.issuedOn} 印发）不一致；请核对印发日期和附件后重新引用。`,
        `Document ${number} is not the one that was published (issued on ${known.issuedOn}); check its date and file, then cite it again.`,
        number,
      );
    }
    if (issuedOn > today) {
      return fails(
        `文件 ${number} 的印发日期 ${issuedOn} 晚于办理日 ${today}；请在印发之后办理。`,
        `Document ${number} was issued on ${issuedOn}, after the day of this act, ${today}; act after it was issued.`,
        number,
      );
    }
    return holds(number);
  },
});

/** The same for commands on other streams, which have the policy among their facts. */
export const actsOnPublishedDocument: Rule<
  Documented & { readonly context: { readonly facts: { readonly policy: Loaded<PolicyState> } } }
> = documentIsPublished(({ context }) => context.facts.policy.state);

/** For the policy's own commands, whose target is the policy itself. */
export const byPublishedDocument: Rule<Documented & { readonly state: PolicyState }> = documentIsPublished(
  ({ state }) => state,
);

/** A document that was published and not withdrawn; its number may be anything that a caller writes. */
export const publishedDocument = (policy: PolicyState, number: string): DocumentRef | undefined =>
  Object.hasOwn(policy.documents, number) ? policy.documents[number] : undefined;
