import { halfWidth } from './half-width';

describe('full-width forms', () => {
  it('become the ASCII that they stand for, and blanks at the ends go', () => {
    expect(halfWidth('\u3000（Ａ－１２）ｘ　')).toBe('(A-12)x');
    expect(halfWidth('！～')).toBe('!~');
  });

  it('are the only thing that changes: no other compatibility character does', () => {
    expect(halfWidth('①Ⅲ㎏\u200b')).toBe('①Ⅲ㎏\u200b');
  });
});
