import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { publishedDocument } from './document-is-published.rule';
import { PublishPolicyDocument } from './publish-policy-document.command';

type M = Matter<Protected<PublishPolicyDocument>, PolicyState>;

const hasOfficialNumber: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge: ({ command: { document } }) =>
    /\d/.test(document.number)
      ? holds(document.number)
      : fails(
          `“${document.number}”不是文号；请填写正式文号，如 许政办〔2019〕20号。`,
          `“${document.number}” is no document number; give the official one, such as 许政办〔2019〕20号.`,
          document.number,
        ),
};

const isNotPublishedYet: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge({ command: { document }, state }) {
    const known = publishedDocument(state, document.number);
    if (!known) return holds(document.number);
    return fails(
      `文件 ${document.number} 已发布（${known.issuedOn} 印发）；如有误，请先撤回再重新发布。`,
      `Document ${document.number} is published already (issued on ${known.issuedOn}); if it is wrong, withdraw it first.`,
      document.number,
    );
  },
};

const isIssued: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge: ({ command: { document }, context: { today } }) =>
    document.issuedOn <= today
      ? holds(document.issuedOn)
      : fails(
          `文件的印发日期 ${document.issuedOn} 晚于发布日 ${today}；请在印发之后发布。`,
          `The document is dated ${document.issuedOn}, after today, ${today}; publish it once it is issued.`,
          document.issuedOn,
        ),
};

const supersedesAKnownOne: Rule<M> = {
  ruleId: 'A-001',
  clause: '二(三)3',
  judge: ({ command: { supersedes }, state }) =>
    supersedes === undefined || publishedDocument(state, supersedes)
      ? holds(supersedes ?? null)
      : fails(
          `被替代的文件 ${supersedes} 没有发布过；请先发布它，或核对文号。`,
          `The document ${supersedes} that this one replaces is not published; publish it first or check its number.`,
          supersedes,
        ),
};

export const publishPolicyDocument = defineCommand<
  PublishPolicyDocument,
  Protected<PublishPolicyDocument>,
  PolicyState
>({
  ...onPolicy,
  name: 'PublishPolicyDocument',
  zh: '发布政策文件',
  en: 'Publish a policy document',
  shape: PublishPolicyDocument,
  decide: (command, state, context) =>
    decideBy([hasOfficialNumber, isNotPublishedYet, isIssued, supersedesAKnownOne], { command, state, context }, () => {
      const { document, supersedes } = command;
      const replaced = supersedes === undefined ? {} : { supersedes };
      return { events: policyEvent('PolicyDocumentPublished', { document: { ...document }, ...replaced }) };
    }),
});
