export type Language = 'zh' | 'en';

/** RFC 9110 Accept-Language, as far as two languages go: the first that is wanted most; Chinese where neither is named. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, 16)
    .map((each) => {
      const [range = '', ...parameters] = each.trim().toLowerCase().split(';');
      const q = parameters
        .map((one) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(one)?.[1])
        .find((one) => one !== undefined);
      return { language: range.trim().split('-')[0], q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ language, q }) => (language === 'zh' || language === 'en') && q > 0)
    .toSorted((a, b) => b.q - a.q);
  return wanted[0]?.language === 'en' ? 'en' : 'zh';
}
