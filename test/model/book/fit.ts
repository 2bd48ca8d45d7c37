import type { Told } from './ask';
import type { Ruling } from './ruling';

/** What may go on a list or into a batch, and what of it must. */
export interface Fit {
  readonly may: string[];
  readonly must: string[];
}

/** What went is what may go, and leaves out nothing that must; where nothing may, it is refused. */
export function judgeFit({ may, must }: Fit, told: Told | undefined, ruling: Ruling, ...rules: string[]): void {
  ruling.must(may.length === 0, ...rules);
  ruling.may(must.length === 0, ...rules);
  ruling.maybeFlags.add('LINES_OMITTED');
  const { lines } = told ?? {};
  if (lines === undefined) return;
  const strange = lines.filter((id) => !may.includes(id));
  const missing = must.filter((id) => !lines.includes(id));
  if (strange.length > 0 || missing.length > 0)
    ruling.reject(`${strange.join() || 'nothing'} may not go, ${missing.join() || 'nothing'} is missing`);
}
