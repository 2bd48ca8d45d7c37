import { fails, type Judgement } from '@ledger/kernel';

/** A rule cannot be judged while its parameter has no value on that day. */
export const unsetParameter = (key: string, on: string): Judgement =>
  fails(
    `参数 ${key} 在 ${on} 没有值，无法办理；请政策管理员凭文件设定该参数。`,
    `The parameter ${key} has no value on ${on}, so this cannot be judged; let a policy administrator set it with its document.`,
    key,
  );
