import type { CliCommand } from '../frame/cli-command';
import { REVEAL_OPTIONS } from '../frame/opening';

export const caseCommand: CliCommand = {
  name: 'case',
  about: {
    zh: '查看一个个案：状态、资金、劳动者档案、全部经过',
    en: "one case: status, money, the learner's archive, its whole history",
  },
  arguments: [{ name: '<case>', about: { zh: '个案编号', en: 'case id' } }],
  options: REVEAL_OPTIONS({
    zh: '解密姓名、身份证号、电话、证书编号、账户(记入解密日志)',
    en: 'open name, ID number, phone, certificate number, account (journalled)',
  }),
  run: (call) => (require('./run-case') as typeof import('./run-case')).runCase(call),
};
