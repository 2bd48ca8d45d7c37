import { languageOf } from './language';

describe('the language of a problem', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['fr, de;q=0.5', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['zh;q=0.3, en;q=0.7', 'en'],
    ['en;q=0, zh', 'zh'],
    [`${'x,'.repeat(10_000)}en`, 'zh'],
  ] as const)('%s is answered in %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
