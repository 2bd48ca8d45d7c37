import { isUnitId } from '@ledger/kernel';
import { claimSums, type ClaimSums } from '@ledger/views/fund/claim-sums.query';
import { fundPosition, isBalanced, type FundPosition, type LinePosition } from '@ledger/views/fund/fund-position.query';
import type { Balances } from '@ledger/views/fund/posting-row';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { CallRefused } from '../frame/problem';
import type { Column, Terminal } from '../frame/terminal';
import { momentIn, textOf } from '../frame/values';
import { localTime, money, unitWords } from '../frame/words';
import { openTotal } from './open-total';

export async function runPosition(call: Call): Promise<ExitCode> {
  const unit = textOf(call, 'unit');
  if (unit !== undefined && !isUnitId(unit))
    throw new CallRefused('unknown-unit', { zh: `没有单位 ${unit}。`, en: `There is no unit ${unit}.` });
  if (textOf(call, 'open') !== undefined) return openTotal(call);
  const [asOf, asKnown] = [momentIn(call, 'asOf'), momentIn(call, 'asKnown')];
  return reading(call, async (ask) => {
    const position = await ask(({ views }) => fundPosition(views, { asOf, asKnown, unit }));
    // What claims have drawn is known for now only; a line's own balances are known for every moment.
    const isNow = asOf === undefined && asKnown === undefined;
    const claims = isNow ? await ask(({ views }) => claimSums(views, unit === 'XC' ? undefined : unit)) : [];
    const balanced = isBalanced(position);
    if (call.terminal.json) call.terminal.document({ asOf, asKnown, balanced, ...position, claims });
    else show(call.terminal, position, claims, { asOf, asKnown, balanced });
    return balanced ? EXIT.ok : EXIT.refused;
  });
}

const right = (zh: string, en: string): Column => ({ head: { zh, en }, right: true });

const COLUMNS: readonly Column[] = [
  { head: { zh: '单位', en: 'Unit' } },
  right('已分配', 'Allotted'),
  right('可用', 'Available'),
  right('已占用', 'Encumbered'),
  right('其中已支用', 'of which drawn'),
  right('其中已确认', 'of which approved'),
  right('在途', 'In transit'),
  right('退票待付', 'Owed'),
  right('已支付', 'Paid'),
  right('已追回', 'Recovered'),
  right('待追回', 'Asked back'),
  right('差额', 'Difference'),
];

const cells = (
  name: string,
  balances: Balances,
  claims: Partial<ClaimSums> | undefined,
  differenceFen: number,
): string[] => [
  name,
  money(balances.allotted),
  money(balances.available),
  money(balances.encumbered),
  claims?.drawnFen === undefined ? '' : money(claims.drawnFen),
  claims?.approvedFen === undefined ? '' : money(claims.approvedFen),
  money(balances.inTransit),
  money(balances.owed),
  money(balances.paid),
  money(balances.recovered),
  money(balances.askedBack),
  money(differenceFen),
];

function show(
  terminal: Terminal,
  { city, units, total, onTheWayFen }: FundPosition,
  claims: readonly ClaimSums[],
  about: { readonly asOf?: string; readonly asKnown?: string; readonly balanced: boolean },
): void {
  if (about.asOf) terminal.say({ zh: `截至 ${localTime(about.asOf)}`, en: `as of ${localTime(about.asOf)}` });
  if (about.asKnown)
    terminal.say({ zh: `按 ${localTime(about.asKnown)} 已记录的所知`, en: `as known on ${localTime(about.asKnown)}` });
  if (city) showCity(terminal, city);
  if (units.length > 0) {
    const rows = units.map(({ unit, balances, differenceFen }) =>
      cells(
        unitWords(terminal, unit),
        balances,
        claims.find((each) => each.unit === unit),
        differenceFen,
      ),
    );
    const name = terminal.text({ zh: '合计', en: 'Total' });
    const sums =
      claims.length > 0 ? { drawnFen: sum(claims, 'drawnFen'), approvedFen: sum(claims, 'approvedFen') } : undefined;
    const differenceFen = units.reduce((all, each) => all + each.differenceFen, 0);
    terminal.table(COLUMNS, units.length > 1 ? [...rows, cells(name, total, sums, differenceFen)] : rows);
  }
  if (about.asOf ?? about.asKnown)
    terminal.note({
      zh: '已支用和已确认由个案汇总，只有当前值，此处留空。',
      en: 'Drawn and approved are sums over the cases as they are now; of a moment they are left empty.',
    });
  terminal.say({
    zh: '恒等式：已分配 = 可用 + 已占用 + 在途 + 退票待付 + 已支付 − 已追回；市级：总额 = 可用 + 已分配',
    en: 'identity: allotted = available + encumbered + in transit + owed + paid − recovered; city: total = available + allotted',
  });
  if (onTheWayFen !== 0)
    terminal.note({ zh: `分配在途 ${money(onTheWayFen)}`, en: `${money(onTheWayFen)} allotted and not credited yet` });
  terminal.line(
    about.balanced
      ? terminal.paint('green', terminal.text({ zh: '各账户平衡。', en: 'Every line balances.' }))
      : terminal.paint('red', terminal.text({ zh: '账户不平衡！', en: 'The books do not balance!' })),
  );
}

const sum = (claims: readonly ClaimSums[], column: 'drawnFen' | 'approvedFen'): number =>
  claims.reduce((all, each) => all + each[column], 0);

function showCity(terminal: Terminal, { balances, differenceFen }: LinePosition): void {
  const { total, allotted, available, interest } = balances;
  terminal.table(
    [
      { head: { zh: '市级专账', en: 'City line' } },
      right('总额', 'Total'),
      right('已分配', 'Allotted'),
      right('可用', 'Available'),
      right('利息', 'Interest'),
      right('差额', 'Difference'),
    ],
    [
      [
        unitWords(terminal, 'XC'),
        money(total),
        money(allotted),
        money(available),
        money(interest),
        money(differenceFen),
      ],
    ],
  );
}
