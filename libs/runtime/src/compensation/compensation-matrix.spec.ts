import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compensationMatrix } from './compensation-matrix';
import { matrixMarkdown } from './matrix-markdown';

const rows = compensationMatrix();

describe('the compensation matrix as people read it', () => {
  it('is the document in docs, which is made anew with every change', () => {
    const written = readFileSync(join(__dirname, '../../../../docs/compensation-matrix.md'), 'utf8');
    expect(matrixMarkdown()).toBe(written);
  });

  it('names who may give every compensating command', () => {
    const steps = rows.flatMap((row) => row.steps);
    expect(steps.filter(({ who }) => who.length === 0)).toEqual([]);
  });

  it('asks for a document wherever a correction moves money or slots, but where an act of the procedure itself does', () => {
    const moves = rows.filter(({ slot, money }) => ![slot, money].every((each) => each?.en === 'not touched'));
    const bare = moves.filter(({ steps }) => !steps.some(({ document }) => document === 'required'));
    // Ordinary acts: the claimant gives up, the office says no, a class is called off or closed.
    expect([...new Set(bare.flatMap(({ steps }) => steps.map(({ command }) => command)))].toSorted()).toEqual([
      'CancelClass',
      'CloseClass',
      'RejectClaim',
      'WithdrawClaim',
    ]);
  });

  it('lets two people act wherever a correction of a case moves money or slots (D11)', () => {
    const onCases = rows.filter(({ subject, steps }) => subject.id === 'case' && steps.length > 0);
    const alone = onCases.filter(
      ({ slot, money, twoPeople }) => !twoPeople && `${slot?.en}${money?.en}` !== 'not touchednot touched',
    );
    expect([...new Set(alone.flatMap(({ steps }) => steps.map(({ command }) => command)))].toSorted()).toEqual([
      'RejectClaim',
      'WithdrawClaim',
    ]);
  });
});
