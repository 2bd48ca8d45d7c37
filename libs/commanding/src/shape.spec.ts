import { Type } from 'class-transformer';
import { IsString, ValidateNested } from 'class-validator';
import { shaped } from './shape';

class Part {
  @IsString()
  text!: string;
}

class Whole {
  @ValidateNested()
  @Type(() => Part)
  part!: Part;
}

describe('the shape of data from anywhere', () => {
  it('is refused, never thrown on, where data bear the name of what every object has', () => {
    for (const name of [...Object.getOwnPropertyNames(Object.prototype), 'prototype']) {
      for (const value of ['\udc00\ud800', null, {}, []]) {
        const own = Object.fromEntries([
          ['text', 'x'],
          [name, value],
        ]);
        const errors = [{ pointer: `/part/${name}`, message: 'forbidden name' }];
        expect(shaped(Whole, { part: own })).toEqual({ ok: false, errors });
      }
    }
    expect(shaped(Whole, { part: { text: 'x' } })).toEqual({ ok: true });
  });

  it('is refused where a text or a name holds half a character, for it has no digest', () => {
    expect(shaped(Whole, { part: { text: 'a\ud842' } })).toEqual({
      ok: false,
      errors: [{ pointer: '/part/text', message: 'holds half a character' }],
    });
    expect(shaped(Whole, { part: { text: 'a', '\udfb7': 1 } })).toEqual({
      ok: false,
      errors: [{ pointer: '/part', message: 'holds half a character in a name' }],
    });
    expect(shaped(Whole, { part: { text: '𠮷' } })).toEqual({ ok: true });
  });
});
