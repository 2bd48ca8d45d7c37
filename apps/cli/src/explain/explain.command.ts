import type { CliCommand } from '../frame/cli-command';

export const explainCommand: CliCommand = {
  name: 'explain',
  about: {
    zh: '说明为何如此决定：查过的规则及其值、所据事实及其出处、政策版本(拒绝亦然)',
    en: 'why it was decided so: rules with their values, facts with where they stood, policy version; refusals too',
  },
  arguments: [
    { name: '<case>', about: { zh: '个案编号，或完整流名', en: 'case id, or a full stream name' } },
    {
      name: '[event]',
      about: {
        zh: '事件版本号、事件类型(最后一次)或命令编号',
        en: 'version of an event, an event type (its last one), or a command id',
      },
    },
  ],
  run: (call) => (require('./run-explain') as typeof import('./run-explain')).runExplain(call),
};
