/** 语言: Chinese or English. */
export type Language = 'zh' | 'en';

export const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** One sentence in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What was asked for by `--lang`, else what the environment speaks: Chinese for every `zh` locale, English otherwise. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const asked = askedFor(argv);
  if (asked === 'zh' || asked === 'en') return asked;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Help must speak the right language before anything is parsed. */
function askedFor(argv: readonly string[]): string | undefined {
  for (const [index, word] of argv.entries()) {
    if (word === '--lang') return argv[index + 1];
    if (word.startsWith('--lang=')) return word.slice('--lang='.length);
  }
  return undefined;
}
